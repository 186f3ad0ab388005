import type { Express } from 'express';
import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createConsoleApp } from '../../src/console/app.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator, sendJob } from '../support/emulator.js';
import { expectProblem } from '../support/problem.js';
import { POLICY_LIST } from '../support/raw-http.js';
import { DOMAIN, patchOf, scimIDOf, sendScim, setActiveOverScim } from '../support/scim-requests.js';

const ED = 'ed.engineer@acme.example';

let emulator: Emulator;
let app: Express;
let path: string;
beforeEach(async () => {
  emulator = await createTestEmulator({ scim: true });
  app = createConsoleApp(emulator, emulator.endpoint);
  path = `/Users/${scimIDOf(emulator, ED)}`;
});

const get = (address: string) => request(app).get(`/_emulator/${address}`);
const exchange = async (id: number) => (await get(`exchanges/${id}`)).body;
const preview = (id: number) => request(app).post(`/_emulator/exchanges/${id}/replay/preview`);
const replay = (id: number, body: object = {}) => request(app).post(`/_emulator/exchanges/${id}/replay`).send(body);
const isDeactivated = (): boolean => emulator.snapshot().companies[0]?.accounts.find(({ email }) => email === ED)?.isDeactivated === true;

test('the list shows the operation and user of a SCIM request, and the exchange shows the domain of the token', async () => {
  await setActiveOverScim(emulator, ED, false);
  await sendScim(emulator, '/Users?count=1');
  await sendScim(emulator, path, { token: 'not-the-token' });
  const { exchanges } = (await get('exchanges')).body;
  expect(exchanges).toMatchObject([
    { job: 'scim patch user', code: 200, company: 'acme', user: ED, answer: 'scim/patched' },
    { job: 'scim list users', code: 200, company: 'acme', answer: 'scim/listed' },
    { job: 'scim', code: 401, answer: 'scim/unauthorized' },
  ]);
  expect(exchanges[1]).not.toHaveProperty('user');
  expect(await exchange(1)).toMatchObject({ domain: DOMAIN, user: ED, evidence: 'assumed', request: { method: 'PATCH' } });
  for (const key of ['domain', 'company', 'user']) expect(await exchange(3)).not.toHaveProperty(key);
});

test('a deactivation shows what it changed: the account and the sessions', async () => {
  await emulator.directory.signIn(ED);
  await setActiveOverScim(emulator, ED, false);
  const { changes } = await exchange(1);
  expect(changes[0]).toMatchObject({ collection: 'accounts', key: ED, after: { isDeactivated: true } });
  expect(changes[0].before).not.toHaveProperty('isDeactivated');
  expect(changes.at(-1)).toMatchObject({ collection: 'sessions', before: { account: ED } });
  expect(changes.at(-1)).not.toHaveProperty('after');
});

test('SCIM requests are filtered together or by operation, and counted by verify and metrics', async () => {
  await sendJob(emulator, POLICY_LIST);
  await setActiveOverScim(emulator, ED, false);
  await sendScim(emulator, path);
  await sendScim(emulator, '/Nowhere');
  const idsOf = async (query: string) => (await get(`exchanges?${query}`)).body.exchanges.map(({ id }: { id: number }) => id);
  expect(await idsOf('job=scim')).toEqual([2, 3, 4]);
  expect(await idsOf('job=scim+patch+user')).toEqual([2]);
  expect(await idsOf('job=scim&code=404')).toEqual([4]);
  expect(await idsOf('text=PATCHOP')).toEqual([2]);
  const verify = (body: object) => request(app).post('/_emulator/journal/verify').send(body);
  expect((await verify({ job: 'scim', exactly: 3 })).body).toEqual({ count: 3, isSatisfied: true });
  expect((await verify({ job: 'scim patch user', code: 200, exactly: 1 })).body.isSatisfied).toBe(true);
  expectProblem(await verify({ job: 'scim pach user' }), 400, /Did you mean 'scim patch user'/);
  const { text } = await get('metrics');
  expect(text).toContain('requests_total{job="scim patch user",code="200"} 1');
  expect(text).toContain('requests_total{job="scim",code="404"} 1');
});

test('a request sent while SCIM is off is in the journal as a SCIM request', async () => {
  emulator = await createTestEmulator();
  app = createConsoleApp(emulator, emulator.endpoint);
  await sendScim(emulator, '/Users');
  expect((await get('exchanges?job=scim')).body.exchanges).toMatchObject([{ code: 404 }]);
  expect((await get('exchanges/1/interaction')).text).toContain('scim#endpoint');
});

test('lists SCIM operations separately from jobs, and presets with what they apply to', async () => {
  const { jobs, scim } = (await get('jobs')).body;
  expect(jobs).not.toContain('scim');
  expect(scim).toEqual(expect.arrayContaining(['scim', 'scim patch user', 'scim discovery']));
  const { presets } = (await get('presets')).body;
  const targetOf = (wanted: string) => presets.find(({ name }: { name: string }) => name === wanted).target;
  expect(['scim-unavailable', 'authentication-error', 'failed-policies', 'slow', 'http-503'].map(targetOf)).toEqual([
    'scim',
    'jobs',
    'jobs',
    'any',
    'any',
  ]);
});

test('a replay of a deactivation previews its changes and waits for confirmation', async () => {
  await setActiveOverScim(emulator, ED, false);
  await setActiveOverScim(emulator, ED, true);
  const before = emulator.snapshot();
  const { body: shown } = await preview(1);
  expect(shown).toMatchObject({
    job: 'scim patch user',
    writes: true,
    changes: [{ collection: 'accounts', key: ED, after: { isDeactivated: true } }],
    answer: { userName: ED, active: false },
    confirm: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
  expect(emulator.snapshot()).toEqual(before);
  expect(emulator.journal.entries()).toHaveLength(2);
  expectProblem(await replay(1), 409, /Replaying 'scim patch user' writes/);
  expect(isDeactivated()).toBe(false);
  expect((await replay(1, { confirm: shown.confirm })).body).toEqual({ status: 200, id: 3 });
  expect(isDeactivated()).toBe(true);
  expect(emulator.journal.entry(3)?.response.body).toBe(emulator.journal.entry(1)?.response.body);
  expectProblem(await replay(2, { confirm: shown.confirm }), 409, /Preview it again/);
});

test('a request that changes nothing is replayed without confirmation and gets the same response', async () => {
  await sendScim(emulator, '/Users?startIndex=1&count=2');
  await sendScim(emulator, '/Users/1');
  await sendScim(emulator, path, { method: 'DELETE' });
  await sendScim(emulator, path, { method: 'PATCH', body: '{' });
  for (const id of [1, 2, 3, 4]) {
    const { status } = emulator.journal.entry(id)?.response ?? {};
    expect((await replay(id)).body.status).toBe(status);
    expect(emulator.journal.entries().at(-1)?.response.body).toBe(emulator.journal.entry(id)?.response.body);
  }
});

test('a replay sends the current token of the domain', async () => {
  await sendScim(emulator, path);
  emulator.domains.rotateToken('acme', DOMAIN);
  expect((await replay(1)).body).toEqual({ status: 200, id: 2 });
});

test("refuses to replay a request that was sent without a domain's token", async () => {
  await setActiveOverScim(emulator, ED, true);
  await sendScim(emulator, path, { method: 'PATCH', body: patchOf(false), token: 'not-the-token' });
  for (const response of [await preview(2), await replay(2), await replay(2, { confirm: 'x' })]) {
    expectProblem(response, 409, /did not send the SCIM token of a domain/);
  }
  expect(isDeactivated()).toBe(false);
});

test('a replay is refused if its domain is no longer set up or no longer exists', async () => {
  await sendScim(emulator, path);
  emulator.domains.change('acme', DOMAIN, { samlRequired: false });
  expectProblem(await replay(1), 409, /SAML is not required for login/);
  const snapshot = emulator.snapshot();
  const companies = snapshot.companies.map((company) => ({ ...company, domains: ['other.example'], domainCards: [], expenses: [] }));
  emulator.restore({ ...snapshot, companies });
  expectProblem(await replay(1), 404, /no domain acme\.example/);
});

test('a replay is refused if the journal removed a password from the body or kept only its start', async () => {
  await sendScim(emulator, '/Users', { method: 'POST', body: { userName: ED, password: 'geheim-geheim' } });
  await sendScim(emulator, path, { method: 'PUT', body: { userName: 'x'.repeat(20_000) } });
  expect((await exchange(1)).request.body).not.toContain('geheim');
  expectProblem(await replay(1), 409, /a secret in addition to its token/);
  expectProblem(await replay(2), 409, /only the start/);
});

test('refuses a curl command with the token, and says where to find the token', async () => {
  await sendScim(emulator, path);
  expectProblem(await get('exchanges/1/curl?secret=shown'), 409, /SCIM_TOKEN.*company page/);
});

test("the interaction of a SCIM request is a raw request with the target's token", async () => {
  await setActiveOverScim(emulator, ED, false);
  const [interaction] = parse((await get('exchanges/1/interaction')).text).interactions;
  expect(interaction).toMatchObject({
    exercises: ['scim/patched'],
    evidence: 'assumed',
    when: {
      encoding: 'raw',
      method: 'PATCH',
      path: `/scim/v2${path}`,
      headers: { authorization: 'Bearer {{scimToken}}', 'content-type': 'application/scim+json' },
      body: JSON.stringify(patchOf(false)),
    },
    then: { contentType: 'application/scim+json;charset=utf-8', body: { userName: ED, active: false } },
    targets: ['emulator'],
  });
  // Each emulator has a different address.
  expect(interaction.then.body.meta.location).toEqual({ $regex: `/scim/v2${path}$` });
});

test('the interaction of a faulted request arms the fault, and that of a request with a wrong token sends a wrong one', async () => {
  emulator.faults.once({ preset: 'scim-unavailable', job: 'scim get user' });
  await sendScim(emulator, path);
  await sendScim(emulator, path, { token: 'not-the-token' });
  const [faulted] = parse((await get('exchanges/1/interaction')).text).interactions;
  expect(faulted).toMatchObject({ exercises: ['scim#endpoint'], given: { faults: [{ job: 'scim get user', status: 503 }] } });
  const [refused] = parse((await get('exchanges/2/interaction')).text).interactions;
  expect(refused.when.headers.authorization).toBe('Bearer this-is-not-the-token');
  expect(refused.then.status).toBe(401);
});

test("refuses to export a request whose state can't be arranged as an interaction, with the reason", async () => {
  const { token = '' } = emulator.scim ?? {};
  emulator.domains.change('acme', DOMAIN, { oktaSCIM: false });
  await sendScim(emulator, path, { token });
  expectProblem(await get('exchanges/1/interaction'), 409, /domain that is not set up, so it can.t be exported as an interaction/);
});

test('a stub gives the same response to the same operation once', async () => {
  await sendScim(emulator, path, { method: 'DELETE' });
  const { body: stub } = await get('exchanges/1/stub');
  expect(stub).toMatchObject({ job: 'scim delete user', status: 501, contentType: 'application/scim+json;charset=utf-8' });
  emulator.faults.add({ ...stub, job: 'scim get user' });
  expect(await sendJob(emulator, POLICY_LIST)).toMatchObject({ responseCode: 200 });
  const stubbed = await sendScim(emulator, path);
  expect(stubbed.status).toBe(501);
  expect(stubbed.headers.get('x-emulator-scim')).toContain('assumed');
  expect((await sendScim(emulator, path)).status).toBe(200);
});
