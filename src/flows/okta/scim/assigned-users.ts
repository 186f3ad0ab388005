import { FlowInputError } from '../../problem.js';
import type { OktaApp, OktaDirectory, OktaUser } from '../directory.js';

/** Label or name of the app in Okta, in any case. Assumed: an Okta admin can choose another label. */
const NAME = 'expensify';

/**
 * Returns a function that tells whether Okta pushes a user to Expensify. Okta pushes users who are assigned to the app. If the directory
 * lists no apps, all of its users are pushed (assumed). Throws FlowInputError if it lists apps and none is Expensify.
 * @example assignedIn(directory)(user) // true
 */
export function assignedIn(directory: OktaDirectory): (user: OktaUser) => boolean {
  if (!directory.hasApps) return () => true;
  if (!directory.apps().some(isExpensify))
    throw new FlowInputError(
      "The Okta users file lists apps, but none has the label or name 'Expensify', so no user would be pushed over SCIM. Add the app, or remove the list of apps.",
    );
  return ({ id }) => directory.apps().some((app) => isExpensify(app) && app.users.includes(id));
}

function isExpensify({ label, name }: OktaApp): boolean {
  return label.toLowerCase() === NAME || String(name ?? '').toLowerCase() === NAME;
}

/** The userName of an app user. Okta's default is the login; assumed for Expensify's app. */
export function scimUserName({ id, profile }: OktaUser): string {
  return String(profile.login ?? profile.email ?? id);
}
