import { scimError } from '../../protocol/scim/answers.js';
import { SCIM_SCHEMAS } from '../../protocol/scim/operations.js';
import { readJson } from '../../util/read-json.js';
import type { Account } from '../world/entities/account.js';
import { accountByLogin } from '../world/people.js';
import { type UserScope, userByID } from './users.js';

/** `ATTRIBUTE eq "VALUE"`. Nothing in it can be read in two ways, so that no text takes long. */
const COMPARISON = /^ *(\S+) +eq +("(?:[^"\\]|\\.)*") *$/i;

/** Which users an attribute has a value for. */
const LOOKUPS: ReadonlyMap<string, (scope: UserScope, value: string) => Account | undefined> = new Map([
  ['username', (scope: UserScope, value: string) => byLogin(scope, value, ({ email }) => email === value.toLowerCase())],
  ['emails.value', (scope: UserScope, value: string) => byLogin(scope, value)],
  ['id', userByID],
]);

/**
 * The users that a filter finds: one at most, as each of these attributes is unique. Throws `invalid-filter` for any other filter.
 * @example filterUsers(scope, 'userName eq "Ed@acme.example"') // [ed]
 */
export function filterUsers(scope: UserScope, filter: string): readonly Account[] {
  const [, path = '', quoted = ''] = COMPARISON.exec(filter) ?? [];
  const value = readJson(quoted);
  const lookup = LOOKUPS.get(plainPath(path).toLowerCase());
  if (typeof value !== 'string' || lookup === undefined) throw scimError('invalid-filter', { filter });
  const found = lookup(scope, value);
  return found === undefined ? [] : [found];
}

/** A path may begin with the schema of users (RFC 7644, section 3.10). @example plainPath('urn:ietf:params:scim:schemas:core:2.0:User:active') // 'active' */
export function plainPath(path: string): string {
  const prefix = `${SCIM_SCHEMAS.user}:`;
  return path.toLowerCase().startsWith(prefix.toLowerCase()) ? path.slice(prefix.length) : path;
}

function byLogin(scope: UserScope, login: string, isMeant: (account: Account) => boolean = () => true): Account | undefined {
  const account = accountByLogin(scope.company, login.toLowerCase());
  const user = account && userByID(scope, String(account.accountID));
  return user !== undefined && isMeant(user) ? user : undefined;
}
