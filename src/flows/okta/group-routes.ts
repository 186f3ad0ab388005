import { isObject } from '../../util/is-object.js';
import { type Asked, invalid, notFound, ok, type PlainAnswer, type Route } from './answers.js';
import type { OktaGroup } from './directory.js';
import { toFilter } from './filter.js';

/** Requests of the groups API, from the public API reference. */
export const GROUP_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/api\/v1\/groups$/,
    page: 10_000,
    respond: ({ directory, query }) => ok(findGroups(directory.groups(), query)),
  },
  { method: 'POST', path: /^\/api\/v1\/groups$/, respond: createGroup },
  { method: 'GET', path: /^\/api\/v1\/groups\/([^/]+)$/, respond: (asked) => withGroup(asked, (group) => ok(plainGroup(group))) },
  {
    method: 'GET',
    path: /^\/api\/v1\/groups\/([^/]+)\/users$/,
    page: 1000,
    respond: (asked) => withGroup(asked, (group) => ok(asked.directory.membersOf(group))),
  },
  { method: 'PUT', path: /^\/api\/v1\/groups\/([^/]+)\/users\/([^/]+)$/, respond: (asked) => changeMembership(asked, true) },
  { method: 'DELETE', path: /^\/api\/v1\/groups\/([^/]+)\/users\/([^/]+)$/, respond: (asked) => changeMembership(asked, false) },
];

/** A group as returned by the API, without its list of members. */
export function plainGroup({ members: _, ...group }: OktaGroup): Omit<OktaGroup, 'members'> {
  return group;
}

function withGroup({ directory, names: [name = ''] }: Asked, respond: (group: OktaGroup) => PlainAnswer): PlainAnswer {
  const group = directory.group(name);
  return group === undefined ? notFound(name, 'UserGroup') : respond(group);
}

function findGroups(groups: readonly OktaGroup[], query: URLSearchParams): unknown[] {
  const search = query.get('search') ?? '';
  const filter = query.get('filter') ?? '';
  const beginning = (query.get('q') ?? '').toLowerCase();
  const isWanted = search !== '' ? toFilter(search) : filter !== '' ? toFilter(filter, { isCaseSensitive: true }) : () => true;
  return groups.filter((group) => isWanted(group) && group.profile.name.toLowerCase().startsWith(beginning)).map(plainGroup);
}

function createGroup({ directory, body, now }: Asked): PlainAnswer {
  const profile = isObject(body) && isObject(body.profile) ? body.profile : {};
  const { name } = profile;
  if (typeof name !== 'string' || name === '') return invalid('name', 'The field cannot be left blank');
  if (directory.groups().some((group) => group.profile.name === name))
    return invalid('name', 'An object with this field already exists in the current organization');
  const group = directory.putGroup({
    id: directory.nextID('00g'),
    created: now,
    lastUpdated: now,
    lastMembershipUpdated: now,
    objectClass: ['okta:user_group'],
    type: 'OKTA_GROUP',
    profile: { description: null, ...profile, name },
    members: [],
  });
  return ok(plainGroup(group));
}

function changeMembership(asked: Asked, isMember: boolean): PlainAnswer {
  const { directory, names, now } = asked;
  return withGroup(asked, (group) => {
    const [, name = ''] = names;
    const user = directory.user(name);
    if (user === undefined) return notFound(name, 'User');
    const others = group.members.filter((member) => member !== user.id);
    directory.putGroup({ ...group, members: isMember ? [...others, user.id] : others, lastMembershipUpdated: now });
    return ok(null, 204);
  });
}
