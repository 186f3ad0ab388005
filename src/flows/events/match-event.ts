import { eventTypeOf } from '../cards/triggers.js';
import { startCard } from '../engine/start.js';
import type { Card, Flow, Pack } from '../export/model.js';
import { eventHookSchema, type LogEvent } from './trigger-items.js';

/** Maximum number of event types and triggers named in one line. */
const MAX_NAMED = 5;

/** A flow, and the hook event that starts it. */
export interface MatchedEvent {
  readonly flow: Flow;
  readonly event: LogEvent;
}

/** The flows of a pack that an event hook starts, event by event. Undefined if the value is not an event hook. */
export function matchingFlows(pack: Pack, hook: unknown): readonly MatchedEvent[] | undefined {
  const result = eventHookSchema.safeParse(hook);
  if (!result.success) return undefined;
  return result.data.data.events.flatMap((event) =>
    [...pack.flows.values()].flatMap((flow) => {
      const start = startCard(flow);
      return start !== undefined && eventTypeOf(start) === event.eventType && isOfInstance(start, event) ? [{ flow, event }] : [];
    }),
  );
}

/**
 * Why a hook started no flow, as a line for a terminal. A trigger for one application ignores all others, and that looks the same.
 * @example whyNoFlow(pack, hook) // "user.account.lock starts no flow of this export. Its triggers are: user.lifecycle.create"
 */
export function whyNoFlow(pack: Pack, hook: unknown): string {
  const result = eventHookSchema.safeParse(hook);
  const types = [...new Set(result.data?.data.events.map(({ eventType }) => eventType) ?? [])].slice(0, MAX_NAMED);
  const awaited = [...pack.flows.values()].flatMap((flow) => {
    const start = startCard(flow);
    const type = start && eventTypeOf(start);
    return start === undefined || type === undefined ? [] : [[type, ...instancesOf(start)].join(' of application ')];
  });
  const named = [...new Set(awaited)].slice(0, MAX_NAMED);
  return `${types.join(', ') || 'an empty event hook'} starts no flow of this export. Its triggers are: ${named.join(', ')}`;
}

/** A trigger that names an application instance ignores all others. */
function isOfInstance(start: Card, { target }: LogEvent): boolean {
  const instances = instancesOf(start);
  return instances.length === 0 || (target ?? []).some(({ type, id }) => type === 'AppInstance' && instances.includes(id ?? ''));
}

/** The application instances that a trigger names; none for a trigger that listens to all. */
export function instancesOf({ inputs }: Card): readonly string[] {
  const named = inputs.filter(({ name }) => name === 'parameters/instance' || name === 'parameters/appId').map(({ literal }) => literal);
  return named.flatMap((literal) => (typeof literal === 'string' && literal !== '' ? [literal] : []));
}

/** The event types that start flows of a pack; `flow watch` waits for these. */
export function awaitedEvents(pack: Pack): readonly string[] {
  const starts = [...pack.flows.values()].flatMap((flow) => startCard(flow) ?? []);
  return [...new Set(starts.flatMap((start) => eventTypeOf(start) ?? []))];
}
