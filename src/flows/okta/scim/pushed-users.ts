import { FlowInputError, noSuch } from '../../problem.js';
import { OktaDirectory } from '../directory.js';
import { assignedIn, scimUserName } from './assigned-users.js';
import type { ScimEvent } from './result.js';

/** Number of names to search for suggestions. */
const MAX_NAMES = 2000;

/**
 * The userNames to simulate an event for: the users named by id or login, or else all users of the app.
 * Throws FlowInputError for an unknown user, or for a user for whom Okta would send nothing.
 * @example pushedUsers('deactivate', users, ['ed.engineer@acme.example'])
 */
export function pushedUsers(event: ScimEvent, users: unknown, names: readonly string[]): readonly string[] {
  const directory = new OktaDirectory(users);
  const isAssigned = assignedIn(directory);
  if (names.length === 0) {
    const assigned = directory.users().filter(isAssigned);
    if (assigned.length > 0) return assigned.map(scimUserName);
    throw new FlowInputError(
      'No user in the file is assigned to the Expensify app, so Okta would send nothing. Pass the users to assign with --user.',
    );
  }
  return names.map((name) => {
    const user = directory.user(name);
    if (user === undefined) throw noSuch('Okta user', name, directory.users().slice(0, MAX_NAMES).map(scimUserName));
    if (event === 'assign' || isAssigned(user)) return scimUserName(user);
    throw new FlowInputError(
      `'${name}' is not assigned to the Expensify app in the Okta users, so Okta would send nothing. Add the id ${user.id} to the users of the app.`,
    );
  });
}
