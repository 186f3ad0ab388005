import { scimError } from '../../protocol/scim/answers.js';
import { SCIM_SCHEMAS } from '../../protocol/scim/operations.js';
import { shown } from '../../util/as-text.js';
import { isObject } from '../../util/is-object.js';
import { plainPath } from './filter.js';
import { attributeOf, hasSchema } from './read-body.js';

export const MAX_OPERATIONS = 100;
const OPS = ['add', 'replace', 'remove'];

/** Attributes of RFC 7643, sections 3.1 and 4.1, except active. A client that pushes a profile learns that they cannot change. */
const READ_ONLY = new Set(
  [
    ...['schemas', 'id', 'externalId', 'meta', 'userName', 'name', 'displayName', 'nickName', 'profileUrl', 'title', 'userType'],
    ...['preferredLanguage', 'locale', 'timezone', 'password', 'emails', 'phoneNumbers', 'ims', 'photos', 'addresses', 'groups'],
    ...['entitlements', 'roles', 'x509Certificates'],
  ].map((name) => name.toLowerCase()),
);
/** The attribute a path begins with: `name` of `name.givenName`, `emails` of `emails[type eq "work"].value`. */
const ATTRIBUTE = /^[A-Za-z$][\w$-]{0,99}(?=$|[.[])/;

type Body = Readonly<Record<string, unknown>>;

/**
 * The value that a PATCH gives `active`; undefined when the PATCH does not mention it. All operations are read before any is applied,
 * so that an invalid one leaves the user unchanged. Throws the answers of RFC 7644, section 3.12.
 * @example activeOfPatch({ schemas: […], Operations: [{ op: 'replace', value: { active: false } }] }) // false
 */
export function activeOfPatch(body: Body): boolean | undefined {
  if (!hasSchema(body, SCIM_SCHEMAS.patchOp)) throw malformed(`schemas must include ${SCIM_SCHEMAS.patchOp}`);
  const operations = attributeOf(body, 'Operations');
  if (!Array.isArray(operations) || operations.length === 0) throw malformed('Operations must be a list of one or more operations');
  if (operations.length > MAX_OPERATIONS) throw malformed(`Operations has more than ${MAX_OPERATIONS} operations`);
  let active: boolean | undefined;
  for (const operation of operations) active = activeOfOperation(operation) ?? active;
  return active;
}

function activeOfOperation(operation: unknown): boolean | undefined {
  if (!isObject(operation)) throw malformed('every operation must be an object');
  const op = attributeOf(operation, 'op');
  if (typeof op !== 'string' || !OPS.includes(op.toLowerCase())) throw malformed('op must be add, replace or remove');
  const path = attributeOf(operation, 'path');
  const value = attributeOf(operation, 'value');
  if (path !== undefined && typeof path !== 'string') throw malformed('path must be a string');
  const isRemoval = op.toLowerCase() === 'remove';
  if (path !== undefined) return activeAt(path, value, isRemoval);
  if (isRemoval) throw scimError('no-target');
  if (!isObject(value)) throw malformed(`${op} without a path must have an object as its value`);
  return activeOfObject(value);
}

/** The attributes of a user, by their names or below the name of their schema. */
function activeOfObject(value: Body): boolean | undefined {
  let active: boolean | undefined;
  for (const [path, given] of Object.entries(value)) {
    const inSchema = path.toLowerCase() === SCIM_SCHEMAS.user.toLowerCase() && isObject(given);
    active = (inSchema ? activeOfObject(given) : activeAt(path, given, false)) ?? active;
  }
  return active;
}

function activeAt(path: string, value: unknown, isRemoval: boolean): boolean {
  const plain = plainPath(path.trim());
  if (plain.toLowerCase() === 'active') {
    if (isRemoval) throw scimError('invalid-value', { problem: 'active cannot be removed: replace it with true or false' });
    return readActive(value);
  }
  const [attribute = ''] = ATTRIBUTE.exec(plain) ?? [];
  throw scimError(READ_ONLY.has(attribute.toLowerCase()) ? 'mutability' : 'invalid-path', { path });
}

/** Some identity providers send booleans as strings, such as `"False"`. Throws `invalid-value`. */
export function readActive(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  if (text === 'true' || text === 'false') return text === 'true';
  throw scimError('invalid-value', { problem: `active must be true or false, not ${shown(value) || 'empty'}` });
}

function malformed(problem: string): Error {
  return scimError('invalid-syntax', { problem });
}
