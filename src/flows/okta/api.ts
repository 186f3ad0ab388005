import { isObject } from '../../util/is-object.js';
import type { OktaDirectory, OktaGroup, OktaUser } from './directory.js';
import { toFilter } from './filter.js';

/** A request to the Okta API, relative to the org. */
export interface OktaRequest {
  readonly method: string;
  /** `/api/v1/users/00u1?…` */
  readonly path: string;
  readonly body: unknown;
}

export interface OktaAnswer {
  readonly status: number;
  readonly body: unknown;
}

type Respond = (
  directory: OktaDirectory,
  names: readonly string[],
  request: { readonly query: URLSearchParams; readonly body: unknown },
) => OktaAnswer;

/** The requests that a users fixture can answer, as the public API reference describes them. */
const ROUTES: readonly (readonly [method: string, path: RegExp, respond: Respond])[] = [
  ['GET', /^\/api\/v1\/users$/, (directory, _, { query }) => ok(findUsers(directory, query))],
  ['GET', /^\/api\/v1\/users\/([^/]+)$/, (directory, [id]) => withUser(directory, id, (user) => ok(user))],
  [
    'GET',
    /^\/api\/v1\/users\/([^/]+)\/groups$/,
    (directory, [id]) => withUser(directory, id, (user) => ok(directory.groupsOf(user).map(plainGroup))),
  ],
  [
    'POST',
    /^\/api\/v1\/users\/([^/]+)$/,
    (directory, [id], { body }) => withUser(directory, id, (user) => ok(changeProfile(directory, user, body, false))),
  ],
  [
    'PUT',
    /^\/api\/v1\/users\/([^/]+)$/,
    (directory, [id], { body }) => withUser(directory, id, (user) => ok(changeProfile(directory, user, body, true))),
  ],
  [
    'POST',
    /^\/api\/v1\/users\/([^/]+)\/lifecycle\/([a-z_]+)$/,
    (directory, [id, action]) => withUser(directory, id, (user) => changeStatus(directory, user, action)),
  ],
  ['GET', /^\/api\/v1\/groups$/, (directory, _, { query }) => ok(findGroups(directory, query))],
  ['GET', /^\/api\/v1\/groups\/([^/]+)$/, (directory, [id]) => withGroup(directory, id, (group) => ok(plainGroup(group)))],
  ['GET', /^\/api\/v1\/groups\/([^/]+)\/users$/, (directory, [id]) => withGroup(directory, id, (group) => ok(directory.membersOf(group)))],
  ['PUT', /^\/api\/v1\/groups\/([^/]+)\/users\/([^/]+)$/, (directory, names) => changeMembership(directory, names, true)],
  ['DELETE', /^\/api\/v1\/groups\/([^/]+)\/users\/([^/]+)$/, (directory, names) => changeMembership(directory, names, false)],
];

/** Answers from the directory; undefined for a request that a users fixture cannot answer. */
export function answerOkta(directory: OktaDirectory, { method, path, body }: OktaRequest): OktaAnswer | undefined {
  const { pathname, searchParams } = new URL(path, 'https://okta.invalid');
  for (const [wanted, pattern, respond] of ROUTES) {
    const match = wanted === method ? pattern.exec(pathname) : null;
    if (match !== null) return respond(directory, match.slice(1).map(decodeURIComponent), { query: searchParams, body });
  }
  return undefined;
}

function ok(body: unknown): OktaAnswer {
  return { status: 200, body };
}

/** The wording of Okta's E0000007. */
export function notFound(name: string, kind: 'User' | 'UserGroup'): OktaAnswer {
  return {
    status: 404,
    body: { errorCode: 'E0000007', errorSummary: `Not found: Resource not found: ${name} (${kind})`, errorCauses: [] },
  };
}

function withUser(directory: OktaDirectory, id = '', respond: (user: OktaUser) => OktaAnswer): OktaAnswer {
  const user = directory.user(id);
  return user === undefined ? notFound(id, 'User') : respond(user);
}

function withGroup(directory: OktaDirectory, id = '', respond: (group: OktaGroup) => OktaAnswer): OktaAnswer {
  const group = directory.group(id);
  return group === undefined ? notFound(id, 'UserGroup') : respond(group);
}

function plainGroup({ members: _, ...group }: OktaGroup): Omit<OktaGroup, 'members'> {
  return group;
}

/** `search` and `filter` as SCIM, `q` as the beginning of a name or address. */
function findUsers(directory: OktaDirectory, query: URLSearchParams): readonly OktaUser[] {
  const expression = query.get('search') ?? query.get('filter') ?? '';
  const beginning = (query.get('q') ?? '').toLowerCase();
  const isWanted = expression === '' ? () => true : toFilter(expression);
  const begins = ({ profile }: OktaUser): boolean =>
    [profile.firstName, profile.lastName, profile.email].some((value) =>
      String(value ?? '')
        .toLowerCase()
        .startsWith(beginning),
    );
  return directory
    .users()
    .filter((user) => isWanted(user) && begins(user))
    .slice(0, Number(query.get('limit') ?? 200) || 200);
}

function findGroups(directory: OktaDirectory, query: URLSearchParams): unknown[] {
  const beginning = (query.get('q') ?? '').toLowerCase();
  return directory
    .groups()
    .filter(({ profile }) => profile.name.toLowerCase().startsWith(beginning))
    .map(plainGroup);
}

/** A partial update keeps what is not named; a strict one does not. */
export function changeProfile(directory: OktaDirectory, user: OktaUser, body: unknown, isStrict: boolean): OktaUser {
  const changed = isObject(body) && isObject(body.profile) ? body.profile : {};
  return directory.put({
    ...user,
    profile: Object.fromEntries([...(isStrict ? [] : Object.entries(user.profile)), ...Object.entries(changed)]),
  });
}

const STATUS_AFTER: Readonly<Record<string, string>> = {
  activate: 'ACTIVE',
  reactivate: 'ACTIVE',
  deactivate: 'DEPROVISIONED',
  suspend: 'SUSPENDED',
  unsuspend: 'ACTIVE',
  unlock: 'ACTIVE',
};

export function changeStatus(directory: OktaDirectory, user: OktaUser, action = ''): OktaAnswer {
  const status = Object.hasOwn(STATUS_AFTER, action) ? STATUS_AFTER[action] : undefined;
  if (status === undefined)
    return { status: 404, body: { errorCode: 'E0000022', errorSummary: `The endpoint does not support '${action}'` } };
  directory.put({ ...user, status });
  return ok({});
}

export function changeMembership(directory: OktaDirectory, [groupID = '', userID = '']: readonly string[], isMember: boolean): OktaAnswer {
  return withGroup(directory, groupID, (group) =>
    withUser(directory, userID, ({ id }) => {
      const others = group.members.filter((member) => member !== id);
      directory.putGroup({ ...group, members: isMember ? [...others, id] : others });
      return { status: 204, body: null };
    }),
  );
}
