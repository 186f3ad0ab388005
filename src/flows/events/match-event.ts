import { eventTypeOf } from '../cards/triggers.js';
import { startCard } from '../engine/start.js';
import type { Card, Flow, Pack } from '../export/model.js';
import { eventHookSchema, type LogEvent } from './trigger-items.js';

/** A flow, and the event of a hook that starts it. */
export interface MatchedEvent {
  readonly flow: Flow;
  readonly event: LogEvent;
}

/** The flows of a pack that an event hook starts, event by event. Undefined when it is no event hook. */
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

/** A trigger that names an application instance hears of that one only. */
function isOfInstance({ inputs }: Card, { target }: LogEvent): boolean {
  const named = inputs.filter(({ name }) => name === 'parameters/instance' || name === 'parameters/appId').map(({ literal }) => literal);
  const instances = named.filter((literal) => typeof literal === 'string' && literal !== '');
  return instances.length === 0 || (target ?? []).some(({ type, id }) => type === 'AppInstance' && instances.includes(id));
}

/** The event types that the flows of a pack start by: what `flow watch` waits for. */
export function awaitedEvents(pack: Pack): readonly string[] {
  const starts = [...pack.flows.values()].flatMap((flow) => startCard(flow) ?? []);
  return [...new Set(starts.flatMap((start) => eventTypeOf(start) ?? []))];
}
