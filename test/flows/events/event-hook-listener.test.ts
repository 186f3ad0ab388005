import request from 'supertest';
import { expect, test } from 'vitest';
import { createEventHookListener } from '../../../src/flows/events/event-hook-listener.js';

const HOOK = { eventType: 'com.okta.event_hook', data: { events: [] } };

/** A listener, and what it was told. */
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

/** The headers with which a page's script can send a POST that the browser does not ask about first. */
const PAGES: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['another site', { origin: 'https://attacker.example', 'content-type': 'text/plain' }],
  ['another site, in a browser that says whence', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-site' }],
  ['a sandboxed frame or a file', { origin: 'null' }],
  ['a name that points here (DNS rebinding)', { origin: 'http://attacker.example:4320', host: 'attacker.example:4320' }],
  ['a page that navigates by a form', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', origin: 'null' }],
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
    'through a tunnel that keeps its own name',
    { host: 'random-words.trycloudflare.com', 'x-forwarded-for': '3.14.1.5', 'x-forwarded-proto': 'https' },
  ],
])("without an authorization, Okta's hook is taken %s", async (_how, headers) => {
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
  ['without it', {}, 401],
  ['with another', { authorization: 'Bearer other' }, 401],
  ['with it', { authorization: 'Bearer t' }, 200],
])('with an authorization, a hook %s is answered so', async (_how, headers, status) => {
  const { server, hooks } = listener('Bearer t');
  expect((await request(server).post('/').set(headers).send(HOOK)).status).toBe(status);
  expect(hooks).toHaveLength(status === 200 ? 1 : 0);
});
