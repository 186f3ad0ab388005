import { OktaDirectory, type OktaUser } from '../directory.js';
import type { ImportedUser } from './result.js';

/**
 * Imported users as an Okta users file. The ids are invented, because Okta assigns its own. A user without an address gets the
 * userName as address. It is assumed that an inactive user is also deactivated in Okta.
 * @example toOktaUsers([{ id: '1001', userName: 'ed@acme.example', active: true }])[0]?.profile.login // 'ed@acme.example'
 */
export function toOktaUsers(users: readonly ImportedUser[]): readonly OktaUser[] {
  const ids = new OktaDirectory();
  return users.map(({ userName, givenName, familyName, email = userName, active }) => ({
    id: ids.nextID('00u'),
    status: active ? 'ACTIVE' : 'DEPROVISIONED',
    profile: {
      login: userName,
      email,
      ...(givenName !== undefined && { firstName: givenName }),
      ...(familyName !== undefined && { lastName: familyName }),
    },
  }));
}
