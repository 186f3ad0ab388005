import type { Express } from 'express';
import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator } from '../support/emulator.js';
import { expectProblem } from '../support/problem.js';
import { setActiveOverScim } from '../support/scim-requests.js';

const ED = 'ed.engineer@acme.example';

let emulator: Emulator;
let app: Express;
beforeEach(async () => {
  emulator = await createTestEmulator({ scim: true });
  app = createConsoleApp(emulator, emulator.endpoint);
});

const at = (path: string): string => `/_emulator/companies/acme/${path}`;
const signIn = (body: object) => request(app).post(at('sign-in')).send(body);
const setActive = (email: string, active: unknown) =>
  request(app)
    .put(at(`accounts/${encodeURIComponent(email)}/active`))
    .send({ active });
const sessionsOf = async (email: string) => (await request(app).get(at(`sessions?account=${email}`))).body.rows;
const accountOf = (email: string) => emulator.snapshot().companies[0]?.accounts.find((account) => account.email === email);

test('a person signs in on the web or in the mobile app, and the sessions are listed', async () => {
  const before = (await sessionsOf(ED)).length;
  const response = await signIn({ email: ED, device: 'mobile' });
  expect(response.status).toBe(201);
  expect(response.body).toEqual({ sessionID: expect.any(String), email: ED, device: 'mobile', created: '2026-01-31 09:00:00' });
  expect((await signIn({ email: ED })).body.device).toBe('web');
  expect(await sessionsOf(ED)).toHaveLength(before + 2);
});

test('a person deactivated by hand loses their sessions and is refused, until they are reactivated', async () => {
  await signIn({ email: ED });
  const response = await setActive(ED, false);
  expect([response.status, response.body]).toEqual([200, { email: ED, active: false }]);
  expect(accountOf(ED)).toMatchObject({ isDeactivated: true });
  expect(await sessionsOf(ED)).toEqual([]);
  expectProblem(await signIn({ email: ED }), 403, /ed\.engineer@acme\.example was deactivated through SCIM and can't sign in/);
  expect((await setActive(ED, true)).body).toEqual({ email: ED, active: true });
  expect(accountOf(ED)).not.toHaveProperty('isDeactivated');
  expect((await signIn({ email: ED })).status).toBe(201);
});

test('a deactivation through SCIM can be undone by hand', async () => {
  await setActiveOverScim(emulator, ED, false);
  expectProblem(await signIn({ email: ED }), 403);
  await setActive(ED, true);
  expect((await signIn({ email: ED })).status).toBe(201);
});

test('a deactivation by hand leaves policies unchanged, and a second one changes nothing', async () => {
  const { policies } = (await request(app).get('/_emulator/companies/acme')).body;
  await setActive(ED.toUpperCase(), false);
  const once = emulator.snapshot();
  expect((await setActive(ED, false)).status).toBe(200);
  expect(emulator.snapshot()).toEqual(once);
  const company = (await request(app).get('/_emulator/companies/acme')).body;
  expect(company.policies).toEqual(policies);
  expect(company.accounts).toContainEqual(expect.objectContaining({ email: ED, isDeactivated: true }));
});

test.each([
  [{ email: 'nobody@acme.example' }, 403, /Acme has no account nobody@acme\.example/],
  [{ email: '' }, 400, /email/],
  [{ email: ED, device: 'fridge' }, 400, /device/],
  [{ email: ED, devise: 'web' }, 400, /unknown key 'devise'/],
  [{}, 400, /email/],
])('the sign-in %j is refused', async (body, status, detail) => {
  expectProblem(await signIn(body), status, detail);
});

test.each([undefined, null, 'false', 0])('active: %j is refused and changes nothing', async (active) => {
  const before = emulator.snapshot();
  expectProblem(await setActive(ED, active), 400, /expected \{"active": true\} or \{"active": false\}/);
  expect(emulator.snapshot()).toEqual(before);
});

test('an unknown account returns 404', async () => {
  expectProblem(await setActive('nobody@acme.example', false), 404, /Acme has no account nobody@acme\.example/);
});

test("a session can't be added by hand for a deactivated person", async () => {
  await setActive(ED, false);
  const response = await request(app).put(at('sessions')).send({ account: ED });
  expectProblem(response, 400, `${ED} is deactivated`);
  expect(await sessionsOf(ED)).toEqual([]);
});
