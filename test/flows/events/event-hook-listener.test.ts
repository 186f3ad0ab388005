import request from 'supertest';
import { expect, test } from 'vitest';
import { createEventHookListener } from '../../../src/flows/events/event-hook-listener.js';

const HOOK = { eventType: 'com.okta.event_hook', data: { events: [] } };

/** A listener, and the hooks it was called for. */
function listener(authorization?: string) {
  const hooks: unknown[] = [];
  return {
    hooks,
    server: createEventHookListener({
      authorization,
      onHook: (hook) => {
        hooks.push(hook);
        return true;
      },
    }),
  };
}

/** The headers with which a page's script can send a POST without a preflight request. */
const PAGES: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['another site', { origin: 'https://attacker.example', 'content-type': 'text/plain' }],
  ['another site, in a browser that sends fetch metadata', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-site' }],
  ['a sandboxed frame or a file', { origin: 'null' }],
  ['a host name that points here (DNS rebinding)', { origin: 'http://attacker.example:4320', host: 'attacker.example:4320' }],
  ['a page that submits a form', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', origin: 'null' }],
];

test.each(PAGES)('without an authorization, a hook from %s is refused and starts nothing', async (_whence, headers) => {
  const { server, hooks } = listener();
  const response = await request(server).post('/').set(headers).send(JSON.stringify(HOOK));
  expect(response.status).toBe(403);
  expect(response.body.error).toContain('--authorization');
  expect(hooks).toEqual([]);
});

test.each([
  ['directly', {}],
  [
    'through a tunnel that keeps its own host name',
    { host: 'random-words.trycloudflare.com', 'x-forwarded-for': '3.14.1.5', 'x-forwarded-proto': 'https' },
  ],
])("without an authorization, Okta's hook is accepted %s", async (_how, headers) => {
  const { server, hooks } = listener();
  const sent = { 'user-agent': 'Okta-Integrations', 'content-type': 'application/json', accept: 'application/json', ...headers };
  expect((await request(server).post('/').set(sent).send(HOOK)).status).toBe(200);
  expect(hooks).toEqual([HOOK]);
  const verified = await request(server)
    .get('/')
    .set({ ...headers, 'x-okta-verification-challenge': 'abc' });
  expect(verified.body).toEqual({ verification: 'abc' });
});

test.each([
  ['without the header', {}, 401],
  ['with another value', { authorization: 'Bearer other' }, 401],
  ['with the right value', { authorization: 'Bearer t' }, 200],
])('with an authorization, a hook %s gets this status', async (_how, headers, status) => {
  const { server, hooks } = listener('Bearer t');
  expect((await request(server).post('/').set(headers).send(HOOK)).status).toBe(status);
  expect(hooks).toHaveLength(status === 200 ? 1 : 0);
});
