/**
 * The subject of an event, which decides its actor and targets:
 * - `user`: an admin changed the user.
 * - `self`: the user acted.
 * - `application`, `group`: a membership of the user changed.
 * - `group-only`: a group changed; no user is involved.
 */
export type EventSubject = 'user' | 'self' | 'application' | 'group' | 'group-only';

export interface KnownEvent {
  readonly subject: EventSubject;
  /** `displayMessage` of the System Log; the wording is assumed. */
  readonly message: string;
  /** `legacyEventType`, if known. */
  readonly legacy?: string;
}

/** Event types of Okta's System Log that `flow event` can create, with the names from Okta's list of event types. */
export const KNOWN_EVENTS: Readonly<Record<string, KnownEvent>> = {
  'user.lifecycle.create': { subject: 'user', message: 'Create okta user', legacy: 'core.user.config.user_creation.success' },
  'user.lifecycle.activate': { subject: 'user', message: 'Activate Okta user' },
  'user.lifecycle.deactivate': { subject: 'user', message: 'Deactivate Okta user', legacy: 'core.user.config.user_deactivated.success' },
  'user.lifecycle.suspend': { subject: 'user', message: 'Suspend Okta user' },
  'user.lifecycle.unsuspend': { subject: 'user', message: 'Unsuspend Okta user' },
  'user.account.update_profile': {
    subject: 'user',
    message: 'Update user profile for Okta',
    legacy: 'core.user.config.profile_update.success',
  },
  'user.account.lock': { subject: 'self', message: 'Max sign in attempts exceeded' },
  'user.account.unlock': { subject: 'self', message: 'Auto unlock user account' },
  'user.account.update_password': { subject: 'self', message: 'Update user password for Okta' },
  'user.session.start': { subject: 'self', message: 'User login to Okta' },
  'user.authentication.auth_via_mfa': { subject: 'self', message: 'Authentication of user via MFA' },
  'user.mfa.factor.activate': { subject: 'self', message: 'Activate factor or authenticator enrollment for user' },
  'user.mfa.factor.deactivate': { subject: 'self', message: 'Reset factor or authenticator enrollment for user' },
  'application.user_membership.add': {
    subject: 'application',
    message: 'Add user to application membership',
    legacy: 'app.generic.provision.assign_user_to_app',
  },
  'application.user_membership.remove': {
    subject: 'application',
    message: 'Remove user from application membership',
    legacy: 'app.generic.provision.deassign_user_from_app',
  },
  'group.user_membership.add': {
    subject: 'group',
    message: 'Add user to group membership',
    legacy: 'core.user_group_member.user_add',
  },
  'group.user_membership.remove': {
    subject: 'group',
    message: 'Remove user from group membership',
    legacy: 'core.user_group_member.user_remove',
  },
  'group.profile.update': { subject: 'group-only', message: 'Update Okta group' },
};
