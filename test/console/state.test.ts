import type { Express } from 'express';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator, readEmployees, sendJob, updateEmployees } from '../support/emulator.js';
import { MAIN, memberOf, newcomer } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { POLICY_LIST } from '../support/raw-http.js';

let emulator: Emulator;
let app: Express;
beforeEach(async () => {
  emulator = await createTestEmulator();
  app = createConsoleApp(emulator);
});
afterEach(() => emulator.close());

test('health returns ok and nothing else', async () => {
  const response = await request(app).get('/_emulator/health');
  expect(response.status).toBe(200);
  expect(response.body).toEqual({ status: 'ok' });
});

test('reset restores the seed and the clock, and empties journal, faults and outbox', async () => {
  const before = emulator.snapshot();
  await updateEmployees(emulator, [newcomer()]);
  emulator.faults.add({ preset: 'slow' });
  emulator.clock.advance('P1D');
  const response = await request(app).post('/_emulator/reset');
  expect(response.status).toBe(204);
  expect(response.text).toBe('');
  expect(emulator.snapshot()).toEqual(before);
  expect(emulator.journal.entries()).toEqual([]);
  expect(emulator.faults.list()).toEqual([]);
  expect(emulator.outbox.list()).toEqual([]);
  expect(new Date(emulator.clock.now()).toISOString()).toBe('2026-01-31T09:00:00.000Z');
});

test('after a reset the same requests get identical responses', async () => {
  const run = async () => [await updateEmployees(emulator, [newcomer()]), await sendJob(emulator, POLICY_LIST)];
  const first = await run();
  await request(app).post('/_emulator/reset');
  expect(await run()).toEqual(first);
});

test('a state that was read can be restored', async () => {
  const { body: state } = await request(app).get('/_emulator/state');
  await updateEmployees(emulator, [newcomer()]);
  expect((await request(app).put('/_emulator/state').send(state)).status).toBe(204);
  expect((await request(app).get('/_emulator/state')).body).toEqual(state);
  expect(await memberOf(emulator, String(newcomer().employeeEmail))).toBeUndefined();
});

test('credentials in a state work in another emulator that restores it', async () => {
  await updateEmployees(emulator, [newcomer()]);
  const { body: state } = await request(app).get('/_emulator/state');
  await using other = await createTestEmulator({ seed: 'faker:1:1' });
  await request(createConsoleApp(other)).put('/_emulator/state').send(state);
  expect(await sendJob(other, { ...POLICY_LIST, credentials: emulator.credentials })).toMatchObject({ responseCode: 200 });
  expect(await memberOf(other, String(newcomer().employeeEmail))).toBeDefined();
});

test.each([
  ['nothing', undefined],
  ['an empty object', {}],
  ['a list', []],
  ['another version', { version: 2, random: 1, companies: [] }],
  ['no company', { version: 1, random: 1, companies: [] }],
  ['a broken company', { version: 1, random: 1, companies: [{ name: 'Acme' }] }],
])('%s is not a state, and changes nothing', async (_name, body) => {
  const before = emulator.snapshot();
  expectProblem(await request(app).put('/_emulator/state').send(body), 400);
  expect(emulator.snapshot()).toEqual(before);
});

test('a state with the same person twice is refused and changes nothing', async () => {
  const before = emulator.snapshot();
  const [company] = before.companies;
  if (company === undefined) throw new Error('The demo seed holds no company');
  const state = { ...before, companies: [{ ...company, accounts: [...company.accounts, ...company.accounts] }] };
  expectProblem(await request(app).put('/_emulator/state').send(state), 400, /share/);
  expect(emulator.snapshot()).toEqual(before);
});

test('a built-in seed replaces the world, and reset returns to it', async () => {
  expect((await request(app).post('/_emulator/seed').send({ seed: 'faker:42:5' })).status).toBe(204);
  const seeded = emulator.snapshot();
  expect(await readEmployees(emulator, MAIN)).toHaveLength(6);
  await updateEmployees(emulator, [newcomer({ managerEmail: 'owner@acme.example' })]);
  await request(app).post('/_emulator/reset');
  expect(emulator.snapshot()).toEqual(seeded);
});

test('a seed in the body replaces the world', async () => {
  const seed = {
    companies: [{ name: 'Tiny', domains: ['tiny.example'], domainAdmins: ['boss@tiny.example'], policies: [{ name: 'Only' }] }],
  };
  expect((await request(app).post('/_emulator/seed').send(seed)).status).toBe(204);
  const { policyList } = await sendJob(emulator, POLICY_LIST);
  expect(policyList).toEqual([expect.objectContaining({ name: 'Only', owner: 'boss@tiny.example' })]);
});

test.each([
  ['an unknown built-in', { seed: 'demmo' }, /demmo/],
  ['a bad faker seed', { seed: 'faker:x:1' }, /faker:SEED:EMPLOYEES/],
  [
    'a misspelled key',
    { companies: [{ nmae: 'A', name: 'A', domains: ['a.example'], domainAdmins: ['a@a.example'], policies: [] }] },
    /Did you mean 'name'\?/,
  ],
  ['no companies', { companies: [] }, /companies/],
  ['nothing', {}, /expected/],
  ['a word', 'demo', /expected/],
])('a seed of %s is refused and changes nothing', async (_name, body, detail) => {
  const before = emulator.snapshot();
  expectProblem(await request(app).post('/_emulator/seed').type('json').send(JSON.stringify(body)), 400, detail);
  expect(emulator.snapshot()).toEqual(before);
});
