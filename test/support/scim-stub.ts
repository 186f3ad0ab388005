// The client loads this when a method is used. `npm run mutate` tries code that runs on import only if a test file imports it.
import '../../src/client/scim/set-active.js';
import { type ClientOptions, createClient, type ScimMethods } from '../../src/client/index.js';
import { createFakeRuntime, type FakeRuntime } from './fake-runtime.js';

/** A request that the stub received. */
export interface SentScim {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export type Reply = (sent: SentScim) => Response | Promise<Response>;

export const TOKEN = 'scim+token/"quoted"';
export const BASE = 'http://scim.example/scim/v2';

/** A client with SCIM only, whose requests get these replies in turn. The last one is repeated. */
export function scimClient(
  replies: readonly Reply[],
  { url = BASE, token = TOKEN, ...options }: Partial<Omit<ClientOptions, 'credentials' | 'scim'>> & { url?: string; token?: string } = {},
): { client: ScimMethods; sent: SentScim[]; runtime: FakeRuntime } {
  const sent: SentScim[] = [];
  const runtime = createFakeRuntime();
  const fetch = async (to: string, init: RequestInit): Promise<Response> => {
    const request = {
      method: init.method ?? 'GET',
      url: to,
      headers: init.headers as Record<string, string>,
      body: init.body === undefined ? undefined : JSON.parse(String(init.body)),
    };
    const reply = replies[Math.min(sent.length, replies.length - 1)];
    sent.push(request);
    if (reply === undefined) throw new Error('no reply');
    return reply(request);
  };
  return { client: createClient({ scim: { url, token }, fetch, runtime, ...options }), sent, runtime };
}

const TYPE = { 'content-type': 'application/scim+json;charset=utf-8' };

export const user = (active: boolean, changes: object = {}): object => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: '17',
  userName: 'nina@acme.example',
  active,
  ...changes,
});

export const one =
  (body: object, status = 200): Reply =>
  () =>
    Response.json(body, { status, headers: TYPE });

export const listed = (...users: readonly object[]): Reply =>
  one({ schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: users.length, Resources: users });

export const refused =
  (status: number, more: object = {}, headers: Record<string, string> = {}): (() => Response) =>
  () =>
    Response.json(
      { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), ...more },
      { status, headers: { ...TYPE, ...headers } },
    );

export const page =
  (status: number, html = '<html>a proxy</html>'): Reply =>
  () =>
    new Response(html, { status });
