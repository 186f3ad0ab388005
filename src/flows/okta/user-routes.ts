import { isObject } from '../../util/is-object.js';
import { getPath } from '../engine/values.js';
import { type Asked, invalid, notFound, ok, type PlainAnswer, type Route } from './answers.js';
import type { OktaUser } from './directory.js';
import { toFilter } from './filter.js';
import { plainGroup } from './group-routes.js';

/** Requests of the users API, from the public API reference. */
export const USER_ROUTES: readonly Route[] = [
  { method: 'GET', path: /^\/api\/v1\/users$/, page: 200, respond: ({ directory, query }) => ok(findUsers(directory.users(), query)) },
  { method: 'POST', path: /^\/api\/v1\/users$/, respond: createUser },
  { method: 'GET', path: /^\/api\/v1\/users\/([^/]+)$/, respond: (asked) => withUser(asked, ok) },
  {
    method: 'GET',
    path: /^\/api\/v1\/users\/([^/]+)\/groups$/,
    page: 1000,
    respond: (asked) => withUser(asked, (user) => ok(asked.directory.groupsOf(user).map(plainGroup))),
  },
  { method: 'POST', path: /^\/api\/v1\/users\/([^/]+)$/, respond: (asked) => withUser(asked, (user) => changeProfile(asked, user, false)) },
  { method: 'PUT', path: /^\/api\/v1\/users\/([^/]+)$/, respond: (asked) => withUser(asked, (user) => changeProfile(asked, user, true)) },
  {
    method: 'POST',
    path: /^\/api\/v1\/users\/([^/]+)\/lifecycle\/([a-z_]+)$/,
    respond: (asked) => withUser(asked, (user) => changeStatus(asked, user)),
  },
  { method: 'DELETE', path: /^\/api\/v1\/users\/([^/]+)$/, respond: (asked) => withUser(asked, (user) => deleteUser(asked, user)) },
  // A directory has no sessions to end.
  { method: 'DELETE', path: /^\/api\/v1\/users\/([^/]+)\/sessions$/, respond: (asked) => withUser(asked, () => ok(null, 204)) },
];

function withUser({ directory, names: [name = ''] }: Asked, respond: (user: OktaUser) => PlainAnswer): PlainAnswer {
  const user = directory.user(name);
  return user === undefined ? notFound(name, 'User') : respond(user);
}

/** `search` and `filter` in SCIM syntax, `q` as the start of a name or address. Only search and filter find deactivated users. */
function findUsers(users: readonly OktaUser[], query: URLSearchParams): readonly OktaUser[] {
  const search = query.get('search') ?? '';
  const filter = query.get('filter') ?? '';
  if (search !== '') return sorted(users.filter(toFilter(search)), query);
  if (filter !== '') return users.filter(toFilter(filter, { isCaseSensitive: true }));
  const beginning = (query.get('q') ?? '').toLowerCase();
  const begins = (value: unknown): boolean =>
    String(value ?? '')
      .toLowerCase()
      .startsWith(beginning);
  return users.filter(
    ({ status, profile }) => status !== 'DEPROVISIONED' && [profile.firstName, profile.lastName, profile.email].some(begins),
  );
}

function sorted(users: readonly OktaUser[], query: URLSearchParams): readonly OktaUser[] {
  const attribute = query.get('sortBy') ?? '';
  if (attribute === '') return users;
  const keyOf = (user: OktaUser): string => String(getPath(user, attribute) ?? '').toLowerCase();
  const direction = query.get('sortOrder') === 'desc' ? -1 : 1;
  return users.toSorted((one, other) => direction * (keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : 0));
}

/** An activated user without a password still has to set one; Okta calls this status PROVISIONED. */
function createUser({ directory, query, body, now }: Asked): PlainAnswer {
  const given = isObject(body) ? body : {};
  const profile = isObject(given.profile) ? given.profile : {};
  const credentials = isObject(given.credentials) ? given.credentials : {};
  const login = String(profile.login ?? '').toLowerCase();
  if (login === '') return invalid('login', 'The field cannot be left blank');
  if (directory.users().some((user) => String(user.profile.login ?? '').toLowerCase() === login))
    return invalid('login', 'An object with this field already exists in the current organization');
  const isActivated = query.get('activate') !== 'false';
  const status = !isActivated ? 'STAGED' : credentials.password === undefined ? 'PROVISIONED' : 'ACTIVE';
  const user = directory.put({
    id: directory.nextID('00u'),
    status,
    created: now,
    activated: isActivated ? now : null,
    statusChanged: isActivated ? now : null,
    lastLogin: null,
    lastUpdated: now,
    passwordChanged: credentials.password === undefined ? null : now,
    profile: { ...profile },
    credentials: withoutSecrets(credentials),
  });
  for (const id of Array.isArray(given.groupIds) ? given.groupIds : []) {
    const group = directory.group(String(id));
    if (group === undefined) return notFound(String(id), 'UserGroup');
    directory.putGroup({ ...group, members: [...group.members, user.id] });
  }
  return ok(user);
}

/** The API never returns a password or a recovery answer. */
function withoutSecrets({ password, recovery_question: question, provider }: Readonly<Record<string, unknown>>): object {
  return {
    ...(password !== undefined && { password: {} }),
    ...(isObject(question) && { recovery_question: { question: question.question ?? null } }),
    provider: provider ?? { type: 'OKTA', name: 'OKTA' },
  };
}

/** A partial update keeps attributes that are not named; a strict one removes them. */
function changeProfile({ directory, body, now }: Asked, user: OktaUser, isStrict: boolean): PlainAnswer {
  const changed = isObject(body) && isObject(body.profile) ? body.profile : {};
  const profile = Object.fromEntries([...(isStrict ? [] : Object.entries(user.profile)), ...Object.entries(changed)]);
  return ok(directory.put({ ...user, profile, lastUpdated: now }));
}

const STATUS_AFTER: Readonly<Record<string, string>> = {
  activate: 'ACTIVE',
  reactivate: 'ACTIVE',
  deactivate: 'DEPROVISIONED',
  suspend: 'SUSPENDED',
  unsuspend: 'ACTIVE',
  unlock: 'ACTIVE',
};

function changeStatus({ directory, names: [, action = ''], now }: Asked, user: OktaUser): PlainAnswer {
  const status = Object.hasOwn(STATUS_AFTER, action) ? STATUS_AFTER[action] : undefined;
  if (status === undefined)
    return { status: 404, body: { errorCode: 'E0000022', errorSummary: `The endpoint does not support '${action}'` } };
  const activated = action === 'activate' ? { activated: now } : {};
  directory.put({ ...user, status, ...activated, statusChanged: now, lastUpdated: now });
  return ok({});
}

/** Documented: the first request deactivates a user; only a second one deletes the user. */
function deleteUser({ directory, now }: Asked, user: OktaUser): PlainAnswer {
  if (user.status === 'DEPROVISIONED') directory.remove(user);
  else directory.put({ ...user, status: 'DEPROVISIONED', statusChanged: now, lastUpdated: now });
  return ok(null, 204);
}
