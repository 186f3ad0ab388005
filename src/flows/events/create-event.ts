import { createRandom, hash32 } from '../../runtime/random.js';
import { EVENT_TYPES } from '../cards/triggers.js';
import { OktaDirectory, type OktaUser } from '../okta/directory.js';
import { FlowInputError, noSuch } from '../problem.js';
import type { EventHook, LogEvent } from './trigger-items.js';

export interface EventOptions {
  /** Id or login of whom it is about. */
  readonly user: string;
  /** Instance id and label of an application event. */
  readonly app?: string | undefined;
  readonly group?: string | undefined;
  /** Attributes of a profile update, as Okta lists them: `costCenter, department`. */
  readonly changed?: string | undefined;
  /** ISO 8601. */
  readonly at: string;
  /** Okta users, or `{ users, groups }`: whose names and logins go along. */
  readonly users?: unknown;
}

interface Told {
  readonly message: string;
  readonly legacy: string;
}

const TOLD: Readonly<Record<string, Told>> = {
  'user.lifecycle.create': { message: 'Create okta user', legacy: 'core.user.config.user_creation.success' },
  'user.lifecycle.deactivate': { message: 'Deactivate Okta user', legacy: 'core.user.config.user_deactivated.success' },
  'application.user_membership.add': { message: 'Add user to application membership', legacy: 'app.generic.provision.assign_user_to_app' },
  'application.user_membership.remove': {
    message: 'Remove user from application membership',
    legacy: 'app.generic.provision.deassign_user_from_app',
  },
  'group.user_membership.add': { message: 'Add user to group membership', legacy: 'core.user_group_member.user_add' },
  'group.user_membership.remove': { message: 'Remove user from group membership', legacy: 'core.user_group_member.user_remove' },
  'user.account.update_profile': { message: 'Update user profile for Okta', legacy: 'core.user.config.profile_update.success' },
};

export const KNOWN_EVENT_TYPES: readonly string[] = [...new Set(Object.values(EVENT_TYPES))];

/**
 * What Okta would post to an event hook.
 * Throws FlowInputError for an event type that no trigger listens to. The wording of the messages is assumed.
 * @example createEvent('user.lifecycle.create', { user: '00uNina', at: '2026-01-31T09:00:00Z', users })
 */
export function createEvent(eventType: string, options: EventOptions): EventHook {
  const told = Object.hasOwn(TOLD, eventType) ? TOLD[eventType] : undefined;
  if (told === undefined) throw noSuch('event', eventType, KNOWN_EVENT_TYPES);
  const random = createRandom(hash32(`${eventType} ${options.user} ${options.at}`));
  const uuid = random.text(32, '0123456789abcdef').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const event: LogEvent = {
    uuid,
    published: options.at,
    eventType,
    version: '0',
    displayMessage: told.message,
    severity: 'INFO',
    legacyEventType: told.legacy,
    client: { userAgent: null, ipAddress: null },
    actor: { id: '00uAdmin', type: 'User', alternateId: 'admin@example.com', displayName: 'Okta Admin', detailEntry: null },
    outcome: { result: 'SUCCESS', reason: null },
    target: targets(eventType, options),
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

/** In the order Okta has them: the app's user, the app, the user; or the user and the group. */
function targets(eventType: string, { user: name, app, group, users }: EventOptions): LogEvent['target'] {
  const directory = new OktaDirectory(users);
  const user = directory.user(name);
  const person = party(user?.id ?? name, 'User', String(user?.profile.login ?? name), displayName(user, name));
  if (eventType.startsWith('application.')) {
    if (app === undefined) throw new FlowInputError(`${eventType} is about an application: name one with --app.`);
    return [
      party(`0ua${person.id}`, 'AppUser', String(person.alternateId), String(person.displayName)),
      party(app, 'AppInstance', app, app),
      person,
    ];
  }
  if (eventType.startsWith('group.')) {
    if (group === undefined) throw new FlowInputError(`${eventType} is about a group: name one with --group.`);
    const known = directory.group(group);
    return [person, party(known?.id ?? group, 'UserGroup', 'unknown', known?.profile.name ?? group)];
  }
  return [person];
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
