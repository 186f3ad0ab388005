import type { Express } from 'express';
import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator } from '../support/emulator.js';
import { expectProblem } from '../support/problem.js';
import { DOMAIN, sendScim } from '../support/scim-requests.js';

let emulator: Emulator;
let app: Express;
beforeEach(async () => {
  emulator = await createTestEmulator({ scim: true });
  app = createConsoleApp(emulator, emulator.endpoint);
});

const at = (path: string): string => `/_emulator/companies/acme/${path}`;
const list = () => request(app).get(at('domains'));
const change = (body: unknown, domain = DOMAIN) =>
  request(app)
    .patch(at(`domains/${domain}`))
    .type('json')
    .send(JSON.stringify(body));
const reveal = (domain = DOMAIN) => request(app).get(at(`domains/${domain}/token`));
const rotate = (domain = DOMAIN) => request(app).post(at(`domains/${domain}/token`));

const SET_UP = { validated: true, samlEnabled: true, samlRequired: true, oktaSCIM: true };

test('domains are listed with their four settings and the URL of the endpoint, but without a token', async () => {
  const { body } = await list();
  expect(body).toEqual({
    url: new URL('/scim/v2', emulator.endpoint).href,
    domains: [{ company: 'acme', domain: DOMAIN, ...SET_UP }],
  });
});

test('the first domain that is set up is returned without its token', async () => {
  expect((await request(app).get('/_emulator/scim')).body).toEqual({ url: emulator.scim?.url, company: 'acme', domain: DOMAIN });
  await change({ oktaSCIM: false });
  expectProblem(await request(app).get('/_emulator/scim'), 404, /No domain is set up for SCIM.*--scim/);
});

test.each([
  ['validated', 'the domain is not verified'],
  ['samlEnabled', 'SAML is not enabled'],
  ['samlRequired', 'SAML is not required for login'],
  ['oktaSCIM', 'support has not enabled SCIM'],
] as const)('without %s no token is returned, and the reason is given', async (name, reason) => {
  const changed = await change({ [name]: false });
  expect(changed.body).toEqual({ company: 'acme', domain: DOMAIN, ...SET_UP, [name]: false, scimProblem: reason });
  for (const response of [await reveal(), await rotate()])
    expectProblem(response, 409, `The SCIM token of acme.example can't be shown: ${reason}.`);
  expect((await change({ [name]: true })).body).not.toHaveProperty('scimProblem');
  expect((await reveal()).body.token).toBe(emulator.scim?.token);
});

test('a token can be revealed more than once, and is never cached', async () => {
  const [first, second] = [await reveal(), await reveal()];
  expect(first.body).toEqual({ token: emulator.scim?.token });
  expect(second.body).toEqual(first.body);
  for (const response of [first, await rotate()]) expect(response.headers['cache-control']).toBe('no-store');
});

test('a rotated token works, and the previous one does not', async () => {
  const before = (await reveal()).body.token;
  const rotated = await rotate();
  expect(rotated.status).toBe(201);
  expect(rotated.body.token).not.toBe(before);
  expect((await sendScim(emulator, '/Users', { token: before })).status).toBe(401);
  expect((await sendScim(emulator, '/Users', { token: rotated.body.token })).status).toBe(200);
});

test('a token that was set in an earlier process is not shown, and can be rotated', async () => {
  const settings = { domain: DOMAIN, ...SET_UP, scimTokenHash: 'a'.repeat(64) };
  const snapshot = emulator.snapshot();
  emulator.restore({ ...snapshot, companies: snapshot.companies.map((company) => ({ ...company, domains: [settings] })) });
  expectProblem(await reveal(), 409, /was set by the seed of an earlier run.*Rotate it to get a new one\./);
  expect((await rotate()).status).toBe(201);
  expect((await reveal()).status).toBe(200);
});

test.each([
  [{ samlRequried: true }, /unknown key 'samlRequried'/],
  [{ samlEnabled: 'yes' }, /samlEnabled/],
  [[], /./],
  ['x', /./],
])('the settings %j are refused', async (body, detail) => {
  expectProblem(await change(body), 400, detail);
  expect((await list()).body.domains[0]).toMatchObject(SET_UP);
});

test('an unknown domain returns 404, and a likely typo gets a suggestion', async () => {
  for (const response of [await change({}, 'acme.exmple'), await reveal('acme.exmple'), await rotate('acme.exmple')]) {
    expectProblem(response, 404, /Acme has no domain acme\.exmple. Did you mean 'acme\.example'\?/);
  }
});

test.each([
  ['get', 'domains'],
  ['patch', `domains/${DOMAIN}`],
  ['get', `domains/${DOMAIN}/token`],
  ['post', `domains/${DOMAIN}/token`],
  ['post', 'sign-in'],
  ['put', 'accounts/owner@acme.example/active'],
] as const)('%s %s of an unknown company returns 404', async (method, path) => {
  expectProblem(await request(app)[method](`/_emulator/companies/acne/${path}`).send({}), 404, /\bacne\b/);
});

test('a domain of another company returns 404', async () => {
  const { id } = emulator.directory.createCompany('Other');
  await request(app).patch(`/_emulator/companies/${id}/domains/${DOMAIN}`).send({ oktaSCIM: false });
  expect((await list()).body.domains).toHaveLength(1);
  expect((await reveal()).status).toBe(200);
  expectProblem(await request(app).get(`/_emulator/companies/${id}/domains/${DOMAIN}/token`), 409, /support has not enabled SCIM/);
});
