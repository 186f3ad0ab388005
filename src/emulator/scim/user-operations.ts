import { scimError } from '../../protocol/scim/answers.js';
import { SCIM_SCHEMAS } from '../../protocol/scim/operations.js';
import { isObject } from '../../util/is-object.js';
import type { Account } from '../world/entities/account.js';
import { filterUsers } from './filter.js';
import type { Operation, ScimContext, ScimResult } from './operation.js';
import { listResponse, readPage } from './paging.js';
import { activeOfPatch, readActive } from './patch.js';
import { attributeOf, hasSchema, readBody } from './read-body.js';
import { setActive } from './set-active.js';
import { userResource } from './user-resource.js';
import { userByID, usersOf } from './users.js';

export const listUsers: Operation = {
  name: 'scim list users',
  *run({ query, scope, base }) {
    const page = readPage(query);
    const filter = query.get('filter');
    const users = filter === null ? yield* usersOf(scope) : filterUsers(scope, filter);
    return { answer: 'listed', body: listResponse(users, page, (account) => userResource(account, base)) };
  },
};

export const getUser: Operation = {
  name: 'scim get user',
  run(context) {
    return { answer: 'read', body: userResource(userOf(context), context.base) };
  },
};

export const patchUser: Operation = {
  name: 'scim patch user',
  writes: true,
  run(context) {
    const account = userOf(context);
    const active = activeOfPatch(readBody(context.request));
    return { answer: 'patched', body: changed(context, account, active) };
  },
};

export const replaceUser: Operation = {
  name: 'scim replace user',
  writes: true,
  run(context) {
    const account = userOf(context);
    const body = readBody(context.request);
    if (!hasSchema(body, SCIM_SCHEMAS.user)) throw scimError('invalid-syntax', { problem: `schemas must include ${SCIM_SCHEMAS.user}` });
    const active = attributeOf(body, 'active');
    const isActive = active === undefined ? undefined : readActive(active);
    noteIgnored(context, account, body);
    return { answer: 'replaced', body: changed(context, account, isActive) };
  },
};

function userOf({ scope, id }: ScimContext): Account {
  const account = userByID(scope, id);
  if (account === undefined) throw scimError('unknown-user', { id });
  return account;
}

/** The user after a change of `active`. */
function changed({ company, base, commit }: ScimContext, account: Account, active: boolean | undefined): ScimResult['body'] {
  const transaction = active === undefined ? undefined : setActive(company, account, active);
  if (transaction === undefined) return userResource(account, base);
  const after = transaction.accounts.get(account.accountID) ?? account;
  commit(transaction);
  return userResource(after, base);
}

/** Reports the names that a PUT tries to change, because its sender expects the change. */
function noteIgnored({ ignored }: ScimContext, { email, firstName, lastName }: Account, body: Readonly<Record<string, unknown>>): void {
  const userName = attributeOf(body, 'userName');
  if (typeof userName === 'string' && userName.toLowerCase() !== email) ignored('userName');
  const name = attributeOf(body, 'name');
  if (!isObject(name)) return;
  const isOther = (key: string, own: string): boolean => typeof attributeOf(name, key) === 'string' && attributeOf(name, key) !== own;
  if (isOther('givenName', firstName)) ignored('name.givenName');
  if (isOther('familyName', lastName)) ignored('name.familyName');
}
