import { scimError } from '../../protocol/scim/answers.js';
import { decodedSegment } from '../../util/decoded-segment.js';
import { createUser } from './create-user.js';
import { resourceTypes, schemas, serviceProviderConfig } from './discovery.js';
import type { Operation } from './operation.js';
import { listResponse, readPage } from './paging.js';
import { getUser, listUsers, patchUser, replaceUser } from './user-operations.js';

/** The operations of a path, by method. */
type Methods = Readonly<Partial<Record<string, Operation>>>;

const deleteUser: Operation = refusing('scim delete user', 'Deleting users');

const listGroups: Operation = {
  name: 'scim list groups',
  run({ query }) {
    return { answer: 'no-groups', body: listResponse([], readPage(query), (group: object) => group) };
  },
};

const USERS: Methods = { GET: listUsers, POST: createUser };
const USER: Methods = { GET: getUser, PATCH: patchUser, PUT: replaceUser, DELETE: deleteUser };
const GROUPS: Methods = { GET: listGroups, POST: refusing('scim create group', 'Pushing groups') };

const DISCOVERY: Readonly<Record<string, (base: string) => object>> = {
  serviceproviderconfig: serviceProviderConfig,
  resourcetypes: listOf(resourceTypes),
  schemas: listOf(schemas),
};

/** What a request asks for. */
export interface Route {
  readonly operation: Operation;
  /** The id that the path ends with, or "". */
  readonly id: string;
}

/**
 * The route of a path below the endpoint. Resource names match in any case. Throws `unknown-path` and `method-not-allowed`.
 * @example routeOf('PATCH', '/Users/18558431')
 */
export function routeOf(method: string, path: string): Route {
  const [resource = '', id = '', ...rest] = path.replace(/^\/+/, '').replace(/\/$/, '').split('/').map(decodedSegment);
  const methods = rest.length > 0 ? undefined : methodsOf(resource.toLowerCase(), id);
  if (methods === undefined) throw scimError('unknown-path', { path: path || '/' });
  const operation = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (operation === undefined) throw scimError('method-not-allowed', { method }, { allow: Object.keys(methods).join(', ') });
  return { operation, id };
}

function methodsOf(resource: string, id: string): Methods | undefined {
  if (resource === 'users') return id === '' ? USERS : USER;
  if (resource === 'groups' && id === '') return GROUPS;
  return Object.hasOwn(DISCOVERY, resource) ? { GET: discovery(resource) } : undefined;
}

function discovery(resource: string): Operation {
  return {
    name: 'scim discovery',
    run({ base, id }) {
      const described = DISCOVERY[resource]?.(base) ?? {};
      return { answer: 'described', body: id === '' ? described : itemOf(described, id, resource) };
    },
  };
}

function listOf(all: (base: string) => readonly object[]): (base: string) => object {
  return (base) => listResponse(all(base), { startIndex: 1, count: 100 }, (item) => item);
}

/** `/Schemas/urn:…:User`, `/ResourceTypes/User` */
function itemOf(list: object, id: string, resource: string): object {
  const resources: unknown = Reflect.get(list, 'Resources');
  const items: readonly object[] = Array.isArray(resources) ? resources : [];
  const item = items.find((candidate) => String(Reflect.get(candidate, 'id')).toLowerCase() === id.toLowerCase());
  if (item === undefined) throw scimError('unknown-path', { path: `/${resource}/${id}` });
  return item;
}

function refusing(name: Operation['name'], what: string): Operation {
  return {
    name,
    run() {
      throw scimError('not-supported', { what });
    },
  };
}
