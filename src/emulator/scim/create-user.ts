import { scimError } from '../../protocol/scim/answers.js';
import { SCIM_SCHEMAS } from '../../protocol/scim/operations.js';
import { isObject } from '../../util/is-object.js';
import { newAccount } from '../world/entities/account.js';
import { accountByLogin } from '../world/people.js';
import type { Operation } from './operation.js';
import { readActive } from './patch.js';
import { attributeOf, hasSchema, readBody } from './read-body.js';
import { userResource } from './user-resource.js';

const ADDRESS = /^[^\s@]+@[^\s@]+$/;
const MAX_NAME_LENGTH = 1000;

/** Expensify's integration does not create users. With `--scim-full` the emulator does, so that all of Okta's SPEC test can run. */
export const createUser: Operation = {
  name: 'scim create user',
  writes: true,
  run({ request, company, base, isFull, commit }) {
    if (!isFull) throw scimError('not-supported', { what: 'Creating users' });
    const body = readBody(request);
    if (!hasSchema(body, SCIM_SCHEMAS.user)) throw scimError('invalid-syntax', { problem: `schemas must include ${SCIM_SCHEMAS.user}` });
    const userName = textOf(body, 'userName');
    if (!ADDRESS.test(userName)) throw scimError('invalid-value', { problem: 'userName must be an email address' });
    if (accountByLogin(company, userName.toLowerCase()) !== undefined) throw scimError('duplicate-user', { userName });
    const active = attributeOf(body, 'active');
    const isDeactivated = active !== undefined && !readActive(active);
    const name = attributeOf(body, 'name');
    const transaction = company.begin();
    const account = {
      ...newAccount(transaction.accounts.nextKey(), userName.toLowerCase()),
      firstName: isObject(name) ? textOf(name, 'givenName') : '',
      lastName: isObject(name) ? textOf(name, 'familyName') : '',
      ...(isDeactivated && { isDeactivated }),
    };
    transaction.accounts.put(account);
    commit(transaction);
    const created = userResource(account, base);
    return { answer: 'created', body: created, headers: { location: created.meta.location } };
  },
};

function textOf(object: Readonly<Record<string, unknown>>, name: string): string {
  const value = attributeOf(object, name);
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string' || value.length > MAX_NAME_LENGTH) {
    throw scimError('invalid-value', { problem: `${name} must be a string of at most ${MAX_NAME_LENGTH} characters` });
  }
  return value;
}
