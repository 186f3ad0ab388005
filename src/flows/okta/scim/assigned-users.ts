import { FlowInputError } from '../../problem.js';
import type { OktaApp, OktaDirectory, OktaUser } from '../directory.js';

/** Label or name of the app in Okta, in any case; assumed, as an admin of Okta may choose another label. */
const NAME = 'expensify';

/**
 * Says whether Okta pushes a user to Expensify: those who have the app. A directory that lists no apps says nothing of them, so all
 * of its users are pushed; assumed. Throws FlowInputError for a directory whose apps have another name.
 * @example assignedIn(directory)(user) // true
 */
export function assignedIn(directory: OktaDirectory): (user: OktaUser) => boolean {
  if (!directory.hasApps) return () => true;
  if (!directory.apps().some(isExpensify))
    throw new FlowInputError(
      "The Okta users have a list of apps without one whose label or name is 'Expensify', so nobody would be pushed over SCIM. Add the app, or remove the list of apps.",
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
