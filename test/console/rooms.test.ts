import type { Express } from 'express';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import { PRESETS } from '../../src/emulator/faults/presets.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator, sendJob, updateEmployees } from '../support/emulator.js';
import { newcomer } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { POLICY_LIST } from '../support/raw-http.js';

let emulator: Emulator;
let app: Express;
beforeEach(async () => {
  emulator = await createTestEmulator();
  app = createConsoleApp(emulator);
});
afterEach(() => emulator.close());

const arm = (fault: unknown) => request(app).post('/_emulator/faults').type('json').send(JSON.stringify(fault));

test('an armed fault makes the next job fail and is counted', async () => {
  const response = await arm({ preset: 'authentication-error', times: 1 });
  expect(response.status).toBe(201);
  expect(response.body).toEqual({ id: 'f1', preset: 'authentication-error', times: 1, matched: 0, fired: 0 });
  expect(await sendJob(emulator, POLICY_LIST)).toEqual({ responseMessage: 'Authentication error', responseCode: 404 });
  expect(await sendJob(emulator, POLICY_LIST)).toMatchObject({ responseCode: 200 });
  expect((await request(app).get('/_emulator/faults')).body).toEqual({
    faults: [{ id: 'f1', preset: 'authentication-error', times: 1, matched: 2, fired: 1 }],
  });
});

test.each(Object.keys(PRESETS))('the preset %s can be armed', async (preset) => {
  expect((await arm({ preset })).status).toBe(201);
});

test.each([
  [{ preset: 'rate-limitd' }, /Did you mean 'rate-limited'\?/],
  [{ presett: 'slow' }, /Did you mean 'preset'\?/],
  [{ times: 2 }, /has no effect/],
  [{}, /has no effect/],
  [{ latencyMs: -1 }, /latencyMs/],
  [{ latencyMs: { min: 5, max: 1 } }, /latencyMs/],
  [{ status: 99 }, /status/],
  [{ preset: 'slow', times: 0 }, /times/],
  [{ mangle: 'eat' }, /mangle/],
  [[], /./],
  ['slow', /./],
  [null, /./],
])('the fault %j is refused with the reason', async (fault, detail) => {
  expectProblem(await arm(fault), 400, detail);
  expect(emulator.faults.list()).toEqual([]);
});

test('a fault is disarmed by its id, and an unknown id returns 404', async () => {
  await arm({ preset: 'slow' });
  expect((await request(app).delete('/_emulator/faults/f1')).status).toBe(204);
  expect(emulator.faults.list()).toEqual([]);
  expectProblem(await request(app).delete('/_emulator/faults/f1'), 404, /f1/);
});

test('all faults are disarmed at once', async () => {
  await arm({ preset: 'slow' });
  await arm({ preset: 'http-503' });
  expect((await request(app).delete('/_emulator/faults')).status).toBe(204);
  expect((await request(app).get('/_emulator/faults')).body).toEqual({ faults: [] });
});

test('the clock is shown, set, advanced and resumed', async () => {
  const clock = () => request(app).get('/_emulator/clock');
  const move = (body: object) => request(app).post('/_emulator/clock').send(body);
  expect((await clock()).body).toEqual({ now: '2026-01-31T09:00:00.000Z', isStopped: true });
  expect((await move({ advance: 'PT1M30S' })).body).toEqual({ now: '2026-01-31T09:01:30.000Z', isStopped: true });
  expect((await move({ set: '2030-02-28T00:00:00+01:00' })).body).toEqual({ now: '2030-02-27T23:00:00.000Z', isStopped: true });
  expect((await clock()).body.now).toBe('2030-02-27T23:00:00.000Z');
  expect((await move({ resume: true })).body).toMatchObject({ isStopped: false });
});

test.each([
  {},
  { set: 'tomorrow' },
  { advance: '10' },
  { advance: 'PT' },
  { advance: '-PT1S' },
  { resume: false },
  { set: '2026-01-31', advance: 'PT1S' },
])('the clock input %j is refused and changes nothing', async (body) => {
  expectProblem(await request(app).post('/_emulator/clock').send(body), 400);
  expect(new Date(emulator.clock.now()).toISOString()).toBe('2026-01-31T09:00:00.000Z');
});

test('advancing the clock too far is refused, and the clock keeps working', async () => {
  await request(app).post('/_emulator/clock').send({ advance: 'P100000000D' });
  expect((await request(app).get('/_emulator/clock')).status).toBe(200);
  expect(await sendJob(emulator, POLICY_LIST)).toMatchObject({ responseCode: 200 });
});

test('the outbox shows the emails and can be emptied', async () => {
  await updateEmployees(emulator, [newcomer()], { onFinish: [{ actionName: 'email', recipients: 'boss@acme.example' }] });
  const { body } = await request(app).get('/_emulator/outbox');
  expect(body.mails).toContainEqual(expect.objectContaining({ kind: 'summary', to: ['boss@acme.example'], delivery: 'kept' }));
  expect((await request(app).delete('/_emulator/outbox')).status).toBe(204);
  expect((await request(app).get('/_emulator/outbox')).body).toEqual({ mails: [] });
});

test('new credentials work at once, and their secret is shown only once', async () => {
  const response = await request(app).post('/_emulator/credentials').send({ actsAs: 'Mia.Manager@acme.example' });
  expect(response.status).toBe(201);
  expect(response.body).toEqual({
    partnerUserID: 'aa_mia_manager_acme_example',
    partnerUserSecret: expect.stringMatching(/^[0-9a-f]{40}$/),
  });
  expect(await sendJob(emulator, { ...POLICY_LIST, credentials: response.body })).toMatchObject({ responseCode: 200 });
  const { body } = await request(app).get('/_emulator/credentials');
  expect(body.credentials).toContainEqual({
    partnerUserID: 'aa_mia_manager_acme_example',
    actsAs: 'mia.manager@acme.example',
    company: 'acme',
  });
});

test('further credentials of an account get different IDs, and all of them work', async () => {
  const create = async () => (await request(app).post('/_emulator/credentials').send({ actsAs: 'owner@acme.example' })).body;
  const pairs = [emulator.credentials, await create(), await create()];
  expect(pairs.map(({ partnerUserID }) => partnerUserID)).toEqual([
    'aa_owner_acme_example',
    'aa_owner_acme_example_2',
    'aa_owner_acme_example_3',
  ]);
  for (const credentials of pairs) expect(await sendJob(emulator, { ...POLICY_LIST, credentials })).toMatchObject({ responseCode: 200 });
});

test.each([
  [{ actsAs: 'nobody@acme.example' }, /Acme has no account nobody@acme\.example/],
  [{ actsAs: 'owner@acme.example', company: 'nowhere' }, /Company 'nowhere' does not exist/],
  [{ actsAs: '' }, /actsAs/],
  [{ actAs: 'owner@acme.example' }, /actsAs|actAs/],
  [{}, /actsAs/],
])('credentials for %j are refused', async (body, detail) => {
  expectProblem(await request(app).post('/_emulator/credentials').send(body), 400, detail);
});

test('companies are listed with their size', async () => {
  expect((await request(app).get('/_emulator/companies')).body).toEqual({
    companies: [{ id: 'acme', name: 'Acme', policies: 3, accounts: 12 }],
  });
});

test.each([{}, { name: '' }, { name: 'a'.repeat(201) }, { name: 1 }, { nmae: 'A' }])('the company %j is refused', async (body) => {
  expectProblem(await request(app).post('/_emulator/companies').send(body), 400);
});

test('the rate limit mode is changed until the next reset', async () => {
  expect((await request(app).get('/_emulator/rate-limit')).body).toEqual({ mode: emulator.rateLimit.mode });
  const started = emulator.rateLimit.mode;
  expect((await request(app).post('/_emulator/rate-limit').send({ mode: 'enforce' })).body).toEqual({ mode: 'enforce' });
  await request(app).post('/_emulator/reset');
  expect(emulator.rateLimit.mode).toBe(started);
});

test('an unknown rate limit mode is refused with the list of modes', async () => {
  const { status, body } = await request(app).post('/_emulator/rate-limit').send({ mode: 'strict' });
  expect({ status, detail: body.detail }).toEqual({
    status: 400,
    detail: 'mode: expected {"mode": MODE} with one of advise, enforce, off',
  });
});
