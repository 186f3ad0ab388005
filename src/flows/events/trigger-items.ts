import { z } from 'zod';
import { list, record } from '../../util/lists.js';
import { FlowInputError } from '../problem.js';

const actor = z.looseObject({
  id: z.string().nullish(),
  type: z.string().nullish(),
  alternateId: z.string().nullish(),
  displayName: z.string().nullish(),
});
type Actor = z.output<typeof actor>;

/** An event of Okta's System Log: the parts that triggers pass on. */
export const logEventSchema = z.looseObject({
  uuid: z.string(),
  published: z.string(),
  eventType: z.string(),
  version: z.string().nullish(),
  displayMessage: z.string().nullish(),
  severity: z.string().nullish(),
  legacyEventType: z.string().nullish(),
  actor: actor.nullish(),
  client: z.unknown().optional(),
  outcome: z.looseObject({ result: z.string().nullish() }).nullish(),
  target: list(actor).nullish(),
  transaction: z.unknown().optional(),
  debugContext: z.looseObject({ debugData: z.unknown().optional() }).nullish(),
  authenticationContext: z.unknown().optional(),
  securityContext: z.unknown().optional(),
});
export type LogEvent = z.output<typeof logEventSchema>;

/** The body that Okta posts to an event hook. */
export const eventHookSchema = z.looseObject({
  eventType: z.literal('com.okta.event_hook'),
  eventId: z.string().nullish(),
  eventTime: z.string().nullish(),
  source: z.string().nullish(),
  data: z.looseObject({ events: list(logEventSchema) }),
});
export type EventHook = z.output<typeof eventHookSchema>;

const triggerItem = z.looseObject({ Output: record(z.string(), z.unknown()) });
const eventSchema = z.union([eventHookSchema, logEventSchema, triggerItem]);

/** The outputs of a trigger for events in any of three forms. Throws FlowInputError. */
export function toTriggerItems(event: unknown): readonly unknown[] {
  const result = z.union([eventSchema, list(eventSchema)]).safeParse(event);
  if (!result.success) {
    throw new FlowInputError(
      'The event cannot be read: it is not an Okta event hook, a System Log event or the { "Output": … } of a trigger. Create one with `flow event`.',
    );
  }
  return [result.data].flat().flatMap((each) => itemsOf(each));
}

function itemsOf(event: z.output<typeof eventSchema>): unknown[] {
  const hook = eventHookSchema.safeParse(event);
  if (hook.success) return hook.data.data.events.map((inner) => toItem(inner, hook.data));
  const log = logEventSchema.safeParse(event);
  return [log.success ? toItem(log.data, undefined) : event];
}

/** The names are those of triggers' outputs in real exports. */
function toItem(event: LogEvent, hook: EventHook | undefined): unknown {
  const target = (type: string): Record<string, unknown> | null => toParty((event.target ?? []).find((each) => each.type === type));
  const debugData = event.debugContext?.debugData ?? {};
  const changed = z.looseObject({ changedAttributes: z.string() }).safeParse(debugData);
  return {
    Output: {
      'Date and Time': hook?.eventTime ?? event.published,
      Message: event.displayMessage ?? null,
      'Event ID': hook?.eventId ?? event.uuid,
      'Event Type': event.eventType,
      'Legacy Event Type': event.legacyEventType ?? null,
      'Event Time': event.published,
      Version: event.version ?? null,
      Severity: event.severity ?? null,
      Result: event.outcome?.result ?? null,
      'Changed Attributes': changed.success ? changed.data.changedAttributes : null,
      Admin: toParty(event.actor ?? undefined),
      Actor: toParty(event.actor ?? undefined),
      'Okta User': target('User'),
      'Application User': target('AppUser'),
      Application: target('AppInstance'),
      Group: target('UserGroup'),
      UUID: event.uuid,
      'Event Details': event,
      // The name in older triggers.
      'Full Details': event,
      Headers: {},
      Source: hook?.source ?? null,
      'Debug Context': { 'Debug Data': debugData },
      Client: event.client ?? null,
      Transaction: event.transaction ?? null,
      'Authentication Context': event.authenticationContext ?? null,
      'Security Context': event.securityContext ?? null,
    },
  };
}

function toParty(party: Actor | undefined): Record<string, unknown> | null {
  if (party === undefined) return null;
  const { id, alternateId, displayName, type } = party;
  return { ID: id ?? null, 'Alternate ID': alternateId ?? null, 'Display Name': displayName ?? null, Type: type ?? null };
}

/** The event type in a trigger's outputs; undefined if they have none. */
export function eventTypeOfItem(item: unknown): string | undefined {
  const read = z.looseObject({ Output: z.looseObject({ 'Event Type': z.string() }) }).safeParse(item);
  return read.success ? read.data.Output['Event Type'] : undefined;
}

/** The application instance of a trigger's item, if it has one. */
export function applicationOfItem(item: unknown): string | undefined {
  const read = z.looseObject({ Output: z.looseObject({ Application: z.looseObject({ ID: z.string() }) }) }).safeParse(item);
  return read.success ? read.data.Output.Application.ID : undefined;
}
