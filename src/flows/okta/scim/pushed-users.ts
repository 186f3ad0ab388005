import { FlowInputError, noSuch } from '../../problem.js';
import { OktaDirectory } from '../directory.js';
import { assignedIn, scimUserName } from './assigned-users.js';
import type { ScimEvent } from './result.js';

/** Names in a message about a user who is not there. */
const MAX_NAMES = 2000;

/**
 * The userNames of a file of Okta users that an event is simulated for: those named by id or login, else everybody who has the app.
 * Throws FlowInputError for a user who is not there, or for whom Okta would send nothing.
 * @example pushedUsers('deactivate', users, ['ed.engineer@acme.example'])
 */
export function pushedUsers(event: ScimEvent, users: unknown, names: readonly string[]): readonly string[] {
  const directory = new OktaDirectory(users);
  const isAssigned = assignedIn(directory);
  if (names.length === 0) {
    const assigned = directory.users().filter(isAssigned);
    if (assigned.length > 0) return assigned.map(scimUserName);
    throw new FlowInputError('No user of the file has the Expensify app, so Okta would send nothing. Name users to assign with --user.');
  }
  return names.map((name) => {
    const user = directory.user(name);
    if (user === undefined) throw noSuch('Okta user', name, directory.users().slice(0, MAX_NAMES).map(scimUserName));
    if (event === 'assign' || isAssigned(user)) return scimUserName(user);
    throw new FlowInputError(
      `'${name}' does not have the Expensify app in the Okta users, so Okta would send nothing. Add the id ${user.id} to the users of the app.`,
    );
  });
}
