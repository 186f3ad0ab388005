import type { Express } from 'express';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
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
  await sendJob(emulator, POLICY_LIST);
  await updateEmployees(emulator, [newcomer()]);
  await sendJob(emulator, { ...POLICY_LIST, credentials: undefined });
  await emulator.fetch(new URL('/elsewhere', emulator.endpoint));
});
afterEach(() => emulator.close());

const idsAt = async (query: string): Promise<number[]> => {
  const { body } = await request(app).get(`/_emulator/journal${query}`);
  return body.entries.map(({ id }: { id: number }) => id);
};

test('the journal lists every exchange, oldest first, with the job as JSON', async () => {
  const { body } = await request(app).get('/_emulator/journal');
  expect(body.entries.map(({ id, job }: { id: number; job?: string }) => [id, job])).toEqual([
    [1, 'get policyList'],
    [2, 'update employees'],
    [3, undefined],
    [4, undefined],
  ]);
  expect(body.entries[0].decodedJob).toMatchObject({ type: 'get', inputSettings: { type: 'policyList' } });
});

test.each([
  ['?job=get%20policyList', [1]],
  ['?job=update%20employees&code=200', [2]],
  ['?job=update%20employees&code=410', []],
  ['?code=403', [3]],
  ['?code=404', [4]],
  ['?text=NEW@acme.example', [2]],
  ['?text=elsewhere', [4]],
  ['?company=acme', [1, 2]],
  ['?company=nobody', []],
  ['?advisory=assumed-answer&job=download', []],
  ['?after=2', [3, 4]],
  ['?after=99', []],
  ['?limit=1', [4]],
  ['?limit=2&after=1', [2, 3]],
])('journal%s finds %j', async (query, ids) => {
  expect(await idsAt(query)).toEqual(ids);
});

test.each([
  '?jbo=get',
  '?job=get%20polcyList',
  '?advisory=nope',
  '?limit=0',
  '?limit=x',
  '?after=-1',
  '?code=abc',
  '?job=a&job=b',
  '?limit=1.5',
  '?after[x]=1',
])('journal%s is refused, because an unknown filter would match everything', async (query) => {
  expectProblem(await request(app).get(`/_emulator/journal${query}`), 400);
});

test('deleting the journal empties it, and ids continue', async () => {
  expect((await request(app).delete('/_emulator/journal')).status).toBe(204);
  expect(await idsAt('')).toEqual([]);
  await sendJob(emulator, POLICY_LIST);
  expect(await idsAt('')).toEqual([5]);
});

test.each([
  [
    { job: 'update employees', exactly: 1 },
    { count: 1, isSatisfied: true },
  ],
  [
    { job: 'update employees', exactly: 2 },
    { count: 1, isSatisfied: false },
  ],
  [
    { job: 'update employees', exactly: 0 },
    { count: 1, isSatisfied: false },
  ],
  [{ atLeast: 4 }, { count: 4, isSatisfied: true }],
  [{ atLeast: 5 }, { count: 4, isSatisfied: false }],
  [{ atMost: 3 }, { count: 4, isSatisfied: false }],
  [
    { code: 200, atLeast: 1, atMost: 2 },
    { count: 2, isSatisfied: true },
  ],
  [{}, { count: 4, isSatisfied: true }],
])('verify %j returns %j', async (body, answer) => {
  const response = await request(app).post('/_emulator/journal/verify').send(body);
  expect(response.status).toBe(200);
  expect(response.body).toEqual(answer);
});

test.each([{ jbo: 'x' }, { exactly: -1 }, { exactly: '1' }, { code: 1.5 }, []])('verify %j is refused', async (body) => {
  expectProblem(await request(app).post('/_emulator/journal/verify').send(body), 400);
});

test('each advisory has the id of its exchange', async () => {
  await updateEmployees(emulator, [newcomer({ employeeEmail: 'x@acme.example', employeeID: 'E777' })], { 'dry-run': 'true' });
  const { body } = await request(app).get('/_emulator/advisories');
  expect(body.advisories.length).toBeGreaterThan(0);
  const told = emulator.journal.entries().flatMap(({ id, advisories }) => advisories.map((advisory) => ({ ...advisory, exchange: id })));
  expect(body.advisories).toEqual(told);
});
