import { createRandom, hash32 } from '../../runtime/random.js';
import { OktaDirectory, type OktaUser } from '../okta/directory.js';
import { FlowInputError, noSuch } from '../problem.js';
import { type EventSubject, KNOWN_EVENTS } from './known-events.js';
import type { EventHook, LogEvent } from './trigger-items.js';

export interface EventOptions {
  /** Id or login of the user that the event is about. */
  readonly user: string;
  /** Instance id and label of the application, for an application event. */
  readonly app?: string | undefined;
  readonly group?: string | undefined;
  /** Changed attributes for a profile update, in Okta's form: `costCenter, department`. */
  readonly changed?: string | undefined;
  /** ISO 8601. */
  readonly at: string;
  /** Okta users, or `{ users, groups }`, for names and logins in the event. */
  readonly users?: unknown;
}

/**
 * Creates the request body that Okta would post to an event hook.
 * Throws FlowInputError for an event type that no trigger listens for. The wording of the messages is assumed.
 * @example createEvent('user.lifecycle.create', { user: '00uNina', at: '2026-01-31T09:00:00Z', users })
 */
export function createEvent(eventType: string, options: EventOptions): EventHook {
  const known = Object.hasOwn(KNOWN_EVENTS, eventType) ? KNOWN_EVENTS[eventType] : undefined;
  if (known === undefined) throw noSuch('event type', eventType, Object.keys(KNOWN_EVENTS));
  const parties = partiesOf(eventType, known.subject, options);
  const random = createRandom(hash32(`${eventType} ${options.user} ${options.at}`));
  const uuid = random.text(32, '0123456789abcdef').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const event: LogEvent = {
    uuid,
    published: options.at,
    eventType,
    version: '0',
    displayMessage: known.message,
    severity: 'INFO',
    legacyEventType: known.legacy ?? null,
    client: { userAgent: null, ipAddress: null },
    actor: parties.actor,
    outcome: { result: 'SUCCESS', reason: null },
    target: parties.target,
    transaction: { type: 'WEB', id: random.text(27, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'), detail: {} },
    debugContext: { debugData: options.changed === undefined ? {} : { changedAttributes: options.changed } },
    authenticationContext: { externalSessionId: null },
    securityContext: {},
    request: { ipChain: [] },
  };
  return {
    eventType: 'com.okta.event_hook',
    eventTypeVersion: '1.0',
    cloudEventsVersion: '0.1',
    source: 'https://example.okta.com/api/v1/eventHooks/whoExample',
    eventId: uuid,
    data: { events: [event] },
    eventTime: options.at,
    contentType: 'application/json',
  };
}

interface Parties {
  readonly actor: NonNullable<LogEvent['actor']>;
  readonly target: NonNullable<LogEvent['target']>;
}

const ADMIN = party('00uAdmin', 'User', 'admin@example.com', 'Okta Admin');

/** Targets in Okta's order: the app's user, the app, the user; or the user and the group. */
function partiesOf(eventType: string, subject: EventSubject, { user: name, app, group, users }: EventOptions): Parties {
  const directory = new OktaDirectory(users);
  const user = directory.user(name);
  const person = party(user?.id ?? name, 'User', String(user?.profile.login ?? name), displayName(user, name));
  if (subject === 'self') return { actor: person, target: [person] };
  if (subject === 'user') return { actor: ADMIN, target: [person] };
  if (subject === 'application') {
    if (app === undefined) throw new FlowInputError(`${eventType} requires an application. Pass one with --app.`);
    const appUser = party(`0ua${person.id}`, 'AppUser', String(person.alternateId), String(person.displayName));
    return { actor: ADMIN, target: [appUser, party(app, 'AppInstance', app, app), person] };
  }
  if (group === undefined) throw new FlowInputError(`${eventType} requires a group. Pass one with --group.`);
  const known = directory.group(group);
  const target = party(known?.id ?? group, 'UserGroup', 'unknown', known?.profile.name ?? group);
  return { actor: ADMIN, target: subject === 'group' ? [person, target] : [target] };
}

function party(id: string, type: string, alternateId: string, name: string): NonNullable<LogEvent['target']>[number] {
  return { id, type, alternateId, displayName: name, detailEntry: null };
}

function displayName(user: OktaUser | undefined, fallback: string): string {
  if (user === undefined) return fallback;
  const { displayName: shown, firstName, lastName } = user.profile;
  return typeof shown === 'string' && shown !== ''
    ? shown
    : [firstName, lastName].filter((part) => typeof part === 'string' && part !== '').join(' ') || fallback;
}
