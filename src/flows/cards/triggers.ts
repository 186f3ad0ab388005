import type { CardCall } from '../engine/card-call.js';
import type { Outputs } from '../engine/leave.js';
import { card } from './define-card.js';

/** The event that starts a flow, by the card it starts with. */
export const EVENT_TYPES: Readonly<Record<string, string>> = {
  '@okta.userCreated': 'user.lifecycle.create',
  '@okta.userDeactivated': 'user.lifecycle.deactivate',
  '@okta.userAddedToApplicationMembership': 'application.user_membership.add',
  '@okta.userRemovedFromApplicationMembership': 'application.user_membership.remove',
  '@okta.userAddedToGroupMembership': 'group.user_membership.add',
  '@okta.userRemovedFromGroupMembership': 'group.user_membership.remove',
  '@okta.oktaUserProfileUpdated': 'user.account.update_profile',
};

const TITLES: Readonly<Record<string, string>> = {
  '@okta.userCreated': 'User Created',
  '@okta.userDeactivated': 'User Deactivated',
  '@okta.userAddedToApplicationMembership': 'User Assigned to Application',
  '@okta.userRemovedFromApplicationMembership': 'User Unassigned from Application',
  '@okta.userAddedToGroupMembership': 'User Added to Group',
  '@okta.userRemovedFromGroupMembership': 'User Removed from Group',
  '@okta.oktaUserProfileUpdated': 'User Okta Profile Updated',
};

/** Event triggers: each gives out the events that the run was started with. */
export const TRIGGERS = Object.entries(TITLES).map(([id, title]) => card(id, title, 'measured', trigger, `Starts by ${EVENT_TYPES[id]}.`));

/** A connector's event card that is not listed: it gives out a collection, and nothing leads to it. */
export const OTHER_TRIGGER = card('@*.trigger', 'Event', 'assumed', trigger, 'Gives out the events as they are given.');

function trigger(call: CardCall): Outputs {
  return { collection: call.run.events, 'context/execution_id': call.run.executionID };
}
