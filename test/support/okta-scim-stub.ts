import type { RequestListener } from 'node:http';

export const STUB_TOKEN = 'scim-token-4f6b1c9d2e8a';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';
const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';

export interface StubUser {
  readonly id: string;
  readonly userName: string;
  active: boolean;
  readonly name: { readonly givenName: string; readonly familyName: string };
  readonly emails: readonly { readonly value: string; readonly primary: boolean }[];
}

export interface StubRequest {
  readonly method: string;
  /** With the query, as sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A small SCIM service in this process, as described in Okta's reference. */
export interface ScimStub {
  readonly users: StubUser[];
  readonly requests: StubRequest[];
  readonly fetch: typeof fetch;
  readonly listener: RequestListener;
  /** Responses that are sent before the service's own, first in, first out. An Error cuts the connection. */
  readonly next: (Response | Error)[];
}

export function stubUser(id: string, userName: string, active = true): StubUser {
  const [givenName = '', familyName = ''] = (userName.split('@')[0] ?? '').split('.');
  return { id, userName, active, name: { givenName, familyName }, emails: [{ value: userName, primary: true }] };
}

export const PEOPLE = [
  stubUser('1001', 'ed.engineer@acme.example'),
  stubUser('1002', 'sam.seller@acme.example'),
  stubUser('1003', 'liz.left@acme.example', false),
];

export function scim(status: number, body: object, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/scim+json;charset=utf-8', ...headers } });
}

export function scimError(status: number, detail: string, headers: Record<string, string> = {}): Response {
  return scim(status, { schemas: [ERROR], detail, status: String(status) }, headers);
}

export function createScimStub(people: readonly StubUser[] = PEOPLE): ScimStub {
  const users = people.map((user) => ({ ...user }));
  const requests: StubRequest[] = [];
  const next: (Response | Error)[] = [];
  const answer = (request: StubRequest): Response => {
    requests.push(request);
    const given = next.shift();
    if (given instanceof Error) throw given;
    if (given !== undefined) return given;
    return request.headers.authorization?.replace(/^Bearer /, '') === STUB_TOKEN
      ? respond(users, request)
      : scimError(401, 'The token is missing or wrong.');
  };
  return {
    users,
    requests,
    next,
    fetch: async (input, init = {}) => {
      const { pathname, search } = new URL(String(input));
      const text = await new Response(init.body ?? null).text();
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      const headers = Object.fromEntries(new Headers(init.headers));
      return answer({ method: init.method ?? 'GET', path: pathname + search, headers, body });
    },
    listener: async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      try {
        const body: unknown = text === '' ? undefined : JSON.parse(text);
        const given = answer({ method: request.method ?? '', path: request.url ?? '', headers, body });
        response.writeHead(given.status, Object.fromEntries(given.headers)).end(await given.text());
      } catch {
        request.socket.destroy();
      }
    },
  };
}

function respond(users: StubUser[], { method, path, body }: StubRequest): Response {
  const { pathname, searchParams } = new URL(path, 'http://scim.invalid');
  if (!pathname.startsWith('/scim/v2/')) return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
  if (pathname === '/scim/v2/Users') return listOf(users, searchParams);
  const id = decodeURIComponent(pathname.replace('/scim/v2/Users/', ''));
  const user = users.find((each) => each.id === id);
  if (user === undefined) return scimError(404, `User ${id} does not exist.`);
  if (method === 'PATCH')
    user.active = (body as { Operations: { value: { active: boolean } }[] }).Operations[0]?.value.active ?? user.active;
  if (method === 'PUT') user.active = (body as StubUser).active;
  return scim(200, { schemas: [USER], ...user });
}

function listOf(users: readonly StubUser[], query: URLSearchParams): Response {
  const [, wanted] = /^userName eq "(.*)"$/.exec(query.get('filter') ?? '') ?? [];
  const found = users.filter(({ userName }) => wanted === undefined || userName.toLowerCase() === wanted.toLowerCase());
  const startIndex = Number(query.get('startIndex') ?? 1);
  const Resources = found.slice(startIndex - 1, startIndex - 1 + Number(query.get('count') ?? 100));
  return scim(200, { schemas: [LIST], totalResults: found.length, startIndex, itemsPerPage: Resources.length, Resources });
}
