import { patchActive } from '../../protocol/scim/patch-active.js';
import { scimBase } from '../../protocol/scim/scim-base.js';
import { shownURL } from '../../util/redact/shown-url.js';
import { type ExpensifyError, MalformedAnswerError, NotFoundError, ValidationError } from '../errors.js';
import type { CallOptions } from '../methods/call-options.js';
import { createScrub } from '../scrub.js';
import { type ScimResource, type ScimUserList, scimUser, userList } from './resources.js';
import type { ScimConnection } from './scim-connection.js';
import { sendScim } from './send-scim.js';
import type { ScimUser, UserChange } from './user-change.js';

const LIST = 'scim list users';
const PATCH = 'scim patch user';

/** Implements the client's method `scimUser`. */
export async function readUser(connection: ScimConnection, email: string, { signal }: CallOptions): Promise<ScimUser | undefined> {
  const user = await findUser(connection, email, signal);
  return user === undefined ? undefined : { id: user.id, email: user.userName, isActive: user.active };
}

/** Implements the client's methods `deactivateUser` and `reactivateUser`. */
export async function setActive(connection: ScimConnection, email: string, active: boolean, { signal }: CallOptions): Promise<UserChange> {
  const user = await findUser(connection, email, signal);
  if (user === undefined) {
    const advice = 'The address must be on the domain that the SCIM token belongs to; check the spelling and the token';
    throw failed(connection, NotFoundError, LIST, `no user has the address '${email}'. ${advice}`);
  }
  const change = { id: user.id, email: user.userName, wasActive: user.active };
  if (user.active === active) return { ...change, isActive: active };
  const path = `/Users/${encodeURIComponent(user.id)}`;
  const request = { operation: PATCH, method: 'PATCH', path, body: patchActive(active), signal } as const;
  // RFC 7644 allows 204 without a body. Only reading the user shows the result then.
  const changed =
    (await sendScim(connection, request, scimUser.optional())) ??
    (await sendScim(connection, { operation: 'scim get user', method: 'GET', path, signal }, scimUser));
  if (changed.active === active) return { ...change, isActive: active };
  const state = active ? 'inactive' : 'active';
  throw failed(connection, MalformedAnswerError, PATCH, `the server reported success, but the user '${email}' is still ${state}`);
}

async function findUser(connection: ScimConnection, email: string, signal: AbortSignal | undefined): Promise<ScimResource | undefined> {
  if (typeof email !== 'string' || email === '')
    throw failed(connection, ValidationError, LIST, "the email address is empty. Pass the user's address", 0);
  const { totalResults, Resources = [] } = await listUsers(connection, email, signal);
  if (totalResults === 0 && Resources.length === 0) return undefined;
  // A server that ignores the filter lists everyone, and we must not deactivate the first user in that list.
  const [user, ...others] = Resources.filter(({ userName }) => userName.toLowerCase() === email.toLowerCase());
  if (user !== undefined && others.length === 0) return user;
  const found = user === undefined ? 'none of them has' : `${others.length + 1} of them have`;
  const message = `the response to a search for '${email}' lists ${Resources.length} of ${totalResults} users, and ${found} this userName`;
  throw failed(connection, MalformedAnswerError, LIST, message);
}

function listUsers(connection: ScimConnection, email: string, signal: AbortSignal | undefined): Promise<ScimUserList> {
  const filter = encodeURIComponent(`userName eq ${JSON.stringify(email)}`);
  // Uses the paging of Okta's client. Okta treats 404 as an empty list. Here it is an error, because a wrong URL looks the same.
  const path = `/Users?filter=${filter}&startIndex=1&count=100`;
  return sendScim(connection, { operation: LIST, method: 'GET', path, signal }, userList);
}

function failed(
  { url, token }: ScimConnection,
  Kind: new (message: string, details: { job: string; attempts: number }) => ExpensifyError,
  job: string,
  message: string,
  attempts = 1,
): ExpensifyError {
  return new Kind(createScrub([token])(`${job} failed at ${shownURL(scimBase(url))}/Users: ${message}`), { job, attempts });
}
