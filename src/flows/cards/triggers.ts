import type { CardCall } from '../engine/card-call.js';
import type { Outputs } from '../engine/leave.js';
import type { Card } from '../export/model.js';
import { card } from './define-card.js';

interface Trigger {
  readonly id: string;
  readonly title: string;
  readonly type: string;
}

/** Cards in real exports, and the event in Okta's System Log that starts each one. */
const MEASURED: readonly Trigger[] = [
  { id: '@okta.userCreated', title: 'User Created', type: 'user.lifecycle.create' },
  { id: '@okta.userDeactivated', title: 'User Deactivated', type: 'user.lifecycle.deactivate' },
  { id: '@okta.userAddedToApplicationMembership', title: 'User Assigned to Application', type: 'application.user_membership.add' },
  {
    id: '@okta.userRemovedFromApplicationMembership',
    title: 'User Unassigned from Application',
    type: 'application.user_membership.remove',
  },
  { id: '@okta.userAddedToGroupMembership', title: 'User Added to Group', type: 'group.user_membership.add' },
  { id: '@okta.userRemovedFromGroupMembership', title: 'User Removed from Group', type: 'group.user_membership.remove' },
  { id: '@okta.oktaUserProfileUpdated', title: 'User Okta Profile Updated', type: 'user.account.update_profile' },
  { id: '@okta.userSignedIn', title: 'User Sign In Attempt', type: 'user.session.start' },
];

/**
 * Cards listed in the vendor's help. The address of a help page is the key of its card in lower case, so case is
 * ignored here.
 */
const DOCUMENTED: readonly Trigger[] = [
  { id: '@okta.userActivated', title: 'User Activated', type: 'user.lifecycle.activate' },
  { id: '@okta.userSuspended', title: 'User Suspended', type: 'user.lifecycle.suspend' },
  { id: '@okta.userUnsuspended', title: 'User Unsuspended', type: 'user.lifecycle.unsuspend' },
  { id: '@okta.userAccountUnlocked', title: 'User Account Unlocked', type: 'user.account.unlock' },
  { id: '@okta.userMFA', title: 'User MFA', type: 'user.authentication.auth_via_mfa' },
  { id: '@okta.userMFAFactorActivated', title: 'User MFA Factor Activated', type: 'user.mfa.factor.activate' },
  { id: '@okta.groupProfileUpdated', title: 'Group Profile Updated', type: 'group.profile.update' },
];

const TYPES: ReadonlyMap<string, string> = new Map([...MEASURED, ...DOCUMENTED].map(({ id, type }) => [id.toLowerCase(), type]));

/** The event that starts a flow with this card; undefined if it is unknown. @example eventTypeOf(card) // 'user.lifecycle.create' */
export function eventTypeOf({ id }: Pick<Card, 'id'>): string | undefined {
  return TYPES.get(id.toLowerCase());
}

/** Event triggers. They return the events that started the run. */
export const TRIGGERS = [
  ...MEASURED.map(({ id, title, type }) => card(id, title, 'measured', trigger, `Started by ${type}.`)),
  ...DOCUMENTED.map(({ id, title, type }) =>
    card(id, title, 'documented', trigger, `Started by ${type}. The upper and lower case of the id is assumed and does not matter.`),
  ),
];

/** A connector's event card that is not listed: it returns a collection and has no predecessor. */
export const OTHER_TRIGGER = card('@*.trigger', 'Event', 'assumed', trigger, 'Returns the event as it is passed.');

function trigger(call: CardCall): Outputs {
  return { collection: call.run.events, 'context/execution_id': call.run.executionID };
}
