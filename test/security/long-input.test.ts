import request from 'supertest';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import { parseSeed } from '../../src/emulator/seeds/parse.js';
import type { Seed } from '../../src/emulator/seeds/schema.js';
import { Layer } from '../../src/emulator/world/layer.js';
import type { Emulator } from '../../src/index.js';
import { getPolicy } from '../../src/jobs/get-policy/definition.js';
import { updateEmployees as updateJob } from '../../src/jobs/update-employees/definition.js';
import { parseEmployeeRecord } from '../../src/jobs/update-employees/employee-record.js';
import { createTestEmulator, readEmployees, sendJob, updateEmployees } from '../support/emulator.js';
import { at, MAIN, OWNER, SECOND } from '../support/people.js';
import { turnsDuring } from '../support/turns.js';
import { smallSeed } from '../support/worlds.js';

/**
 * Inputs that used to delay every other request for seconds. The tests count what is done and never measure time: turns of
 * the event loop for work in slices, steps for work that must end immediately.
 */
let emulator: Emulator;
beforeEach(async () => {
  emulator = await createTestEmulator();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await emulator.close();
});

/** A list of a million items, of which only the first may be read. */
function endless(first: unknown): unknown[] {
  const list = Object.assign(new Array<unknown>(1_000_000), { 0: first });
  return new Proxy(list, {
    get: (target, key, receiver) => {
      if (typeof key === 'string' && Number(key) > 0) throw new Error(`Item ${key} was read.`);
      return Reflect.get(target, key, receiver);
    },
  });
}

test('skips a feed of empty records record by record, with pauses', async () => {
  const { turns, result } = await turnsDuring(() => updateEmployees(emulator, Array(20_000).fill({})));
  expect(result).toMatchObject({ updatedEmployeesCount: 0, responseCode: 200 });
  expect(result.skippedEmployees).toHaveLength(20_000);
  expect(turns).toBeGreaterThan(100);
});

test('thousands of records with one employeeID cost as much as others, even when they are repeated', async () => {
  const feed = Array.from({ length: 3000 }, (_, index) => ({
    employeeEmail: at(`n${index}`),
    managerEmail: OWNER,
    employeeID: 'SAME',
    policyID: MAIN,
  }));
  for (const logins of [3000, 3000]) {
    const lists = new Set<readonly string[]>();
    const put = vi.spyOn(Layer.prototype, 'put');
    expect(await updateEmployees(emulator, feed)).toMatchObject({ updatedEmployeesCount: 1 });
    for (const [row] of put.mock.calls) if ('secondaryLogins' in row) lists.add(row.secondaryLogins as string[]);
    // The previous list, the current list, and those of the few others: not one for each record.
    expect([...lists].reduce((sum, list) => sum + list.length, 0)).toBeLessThan(3 * logins);
    put.mockRestore();
  }
  const [account] = emulator.snapshot().companies[0]?.accounts.filter(({ employeeID }) => employeeID === 'SAME') ?? [];
  expect(account?.email).toBe(at('n2999'));
  expect(account?.secondaryLogins).toEqual(Array.from({ length: 2999 }, (_, index) => at(`n${index}`)));
});

const COUNT = 2000;
const onLeave = (index: number) => ({
  employeeEmail: at(`n${index}`),
  managerEmail: index === 0 ? OWNER : at(`n${index - 1}`),
  employeeID: `N${index}`,
  policyID: MAIN,
  workerStatus: 'On Leave',
});

test('walks a chain of people on leave once', async () => {
  const member = vi.spyOn(Layer.prototype, 'get');
  await updateEmployees(
    emulator,
    Array.from({ length: COUNT }, (_, index) => onLeave(index)),
  );
  expect(member.mock.calls.length).toBeLessThan(30 * COUNT);
  expect((await readEmployees(emulator, MAIN)).find(({ email }) => email === at(`n${COUNT - 1}`))).toMatchObject({ submitsTo: OWNER });
});

test('walks a chain of people on leave once for all people who are invited below it', async () => {
  const last = at(`n${COUNT - 1}`);
  const chain = Array.from({ length: COUNT }, (_, index) => onLeave(index));
  // Each manager is only on the second policy and submits to the end of the chain there.
  const managers = Array.from({ length: COUNT }, (_, index) => ({
    employeeEmail: at(`m${index}`),
    managerEmail: last,
    employeeID: `M${index}`,
    policyID: SECOND,
  }));
  await updateEmployees(emulator, [...chain, ...managers]);
  const member = vi.spyOn(Layer.prototype, 'get');
  const staff = managers.map(({ employeeEmail }, index) => ({
    employeeEmail: at(`s${index}`),
    managerEmail: employeeEmail,
    employeeID: `S${index}`,
    policyID: MAIN,
  }));
  expect(await updateEmployees(emulator, staff)).toMatchObject({ updatedEmployeesCount: COUNT });
  expect(member.mock.calls.length).toBeLessThan(30 * COUNT);
  expect((await readEmployees(emulator, MAIN)).find(({ email }) => email === at('m7'))).toMatchObject({ submitsTo: OWNER });
});

test.each(['policyIDList', 'fields'])('reads %s up to the first invalid item', (key) => {
  const inputSettings = { type: 'policy', policyIDList: [MAIN], fields: ['tags'], [key]: endless(1) };
  expect(getPolicy.input.safeParse({ inputSettings }).success).toBe(false);
});

test('reads onFinish up to the first invalid action', () => {
  const job = { credentials: {}, inputSettings: {}, onFinish: endless(1) };
  expect(updateJob.input.safeParse(job).data?.onFinish).toBeUndefined();
});

test('reads one item each of additionalPolicyIDs and defaultTags with a million numbers', async () => {
  const record = { employeeEmail: at('new'), managerEmail: OWNER, employeeID: 'E500', policyID: MAIN };
  const million = Array(1_000_000).fill(1);
  const answer = await updateEmployees(emulator, [
    { ...record, additionalPolicyIDs: million },
    { ...record, defaultTags: million },
  ]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1, skippedEmployees: [{ email: at('new') }] });
});

/** A list that is too long, of which no item may be read. */
const tooLong = (length: number): unknown[] =>
  new Proxy(new Array<unknown>(length), {
    get: (target, key, receiver) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) throw new Error(`Item ${key} was read.`);
      return Reflect.get(target, key, receiver);
    },
  });

test('reads no item of a list of default tags or actions that is too long', () => {
  const record = { employeeEmail: at('new'), managerEmail: OWNER, employeeID: 'E500', policyID: MAIN };
  expect(parseEmployeeRecord({ ...record, defaultTags: tooLong(10_001) })).toMatchObject({ ok: true, record: { defaultTags: undefined } });
  expect(parseEmployeeRecord({ ...record, defaultTags: new Array(10_000).fill('tag') })).toMatchObject({
    record: { defaultTags: expect.arrayContaining(['tag']) },
  });
  const job = { credentials: {}, inputSettings: {}, onFinish: tooLong(1001) };
  expect(updateJob.input.safeParse(job).data?.onFinish).toBeUndefined();
});

test('skips a record with more than 10,000 additional policies, and quotes only the start of the list', () => {
  const record = { employeeEmail: at('new'), managerEmail: OWNER, employeeID: 'E500', policyID: MAIN };
  const list = new Array<unknown>(1_000_000).fill('A');
  const stringify = vi.spyOn(JSON, 'stringify');
  const parsed = parseEmployeeRecord({ ...record, additionalPolicyIDs: list });
  expect(parsed).toMatchObject({ ok: false, reason: 'no-policy', value: expect.stringMatching(/^\["A","A",/) });
  expect(stringify).not.toHaveBeenCalledWith(list);
});

test('parses records with long lists with pauses', async () => {
  const record = { employeeEmail: at('new'), managerEmail: OWNER, employeeID: 'E500', policyID: MAIN };
  const feed = new Array(20).fill({ ...record, defaultTags: new Array(10_000).fill('tag') });
  const { turns, result } = await turnsDuring(() => updateEmployees(emulator, feed));
  expect(result).toMatchObject({ responseCode: 200 });
  expect(turns).toBeGreaterThanOrEqual(20);
});

test('lists faults with long bodies one by one, with pauses', async () => {
  for (let count = 0; count < 30; count++) emulator.faults.add({ body: 'x'.repeat(1000), job: 'get policy' });
  const { turns, result } = await turnsDuring(() => request(createConsoleApp(emulator)).get('/_emulator/faults').then());
  expect(result.body.faults).toHaveLength(30);
  expect(turns).toBeGreaterThanOrEqual(15);
});

test.each([
  ['companies', (list: unknown[]) => ({ companies: list })],
  ['policies', (policies: unknown[]) => smallSeed({ policies: policies as never })],
  ['members', (members: unknown[]) => smallSeed({ policies: [{ name: 'P', members: members as never }] })],
  ['accounts', (accounts: unknown[]) => smallSeed({ accounts: accounts as never })],
  ['tags', (tags: unknown[]) => smallSeed({ policies: [{ name: 'P', tags: tags as never }] })],
])('reads the %s of a seed or a state up to the first invalid one', (_what, make) => {
  const seed = make(endless(1)) as Seed;
  expect(() => parseSeed(seed, 'test')).toThrow(/^test: /);
});

test('refuses a seed of half a million invalid members with 400', async () => {
  const body = JSON.stringify(smallSeed({ policies: [{ name: 'P', members: Array(480_000).fill(1) }] }));
  const response = await request(createConsoleApp(emulator)).post('/_emulator/seed').type('json').send(body);
  expect(response.status).toBe(400);
  expect(response.body.detail).toContain('companies[0].policies[0].members[0]');
});

test.each(['/_emulator/state', '/_emulator/faults', '/_emulator/seed'])(
  '%s refuses an object of too many keys before it is parsed',
  async (path) => {
    const parse = vi.spyOn(JSON, 'parse');
    const body = `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`).join(',')}}`;
    const app = createConsoleApp(emulator);
    const response = await (path.endsWith('state') ? request(app).put(path) : request(app).post(path)).type('json').send(body);
    expect(response.status).toBe(400);
    expect(response.body.detail).toBe('The body is too complex to read: an object of more than 10000 keys.');
    expect(parse).not.toHaveBeenCalledWith(body, undefined);
  },
);

test('cuts a message about many unknown keys', async () => {
  const body = Object.fromEntries(Array.from({ length: 9000 }, (_, index) => [`k${index}`, 1]));
  const response = await request(createConsoleApp(emulator)).post('/_emulator/clock').send(body);
  expect(response.status).toBe(400);
  expect(response.body.detail.length).toBeLessThan(600);
});

test('reports the first of thousands of unknown keys, in the job and in records', async () => {
  const keys = Object.fromEntries(Array.from({ length: 9000 }, (_, index) => [`k${index}`, 1]));
  await updateEmployees(emulator, [keys], keys);
  expect(emulator.journal.entries()[0]?.advisories.filter(({ code }) => code === 'unknown-key')).toHaveLength(50);
  await updateEmployees(emulator, [keys]);
  expect(emulator.journal.entries()[1]?.advisories.filter(({ code }) => code === 'unknown-key').length).toBeLessThan(25);
});

test('the journal decodes only what it shows', async () => {
  for (let count = 0; count < 30; count++) await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList' } });
  const steps = (find: Generator<number | undefined>): number => [...find].reduce<number>((sum, weight) => sum + (weight ?? 1), 0);
  const { journal } = emulator;
  const one = steps(journal.find({}, { limit: 1 }));
  expect(steps(journal.find({}, { limit: 7 }))).toBe(7 * one);
  expect(steps(journal.find({ job: 'get policy' }))).toBe(0);
  expect(steps(journal.find({ code: 200 }, { after: 10, limit: 3 }))).toBe(3 * one);
  expect(steps(journal.findIDs({ advisory: 'unknown-key' }))).toBe(0);
});

test('lists a long journal entry by entry, with pauses', async () => {
  for (let count = 0; count < 200; count++) await sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList' } });
  const { turns, result } = await turnsDuring(() => request(createConsoleApp(emulator)).get('/_emulator/journal').then());
  expect(result.body.entries).toHaveLength(200);
  expect(turns).toBeGreaterThan(40);
});

test('seeds, resets and restores a large world with pauses, in which other requests are handled', async () => {
  const seeded = await turnsDuring(() => emulator.seed('faker:42:6000'));
  expect(seeded.turns).toBeGreaterThan(20);
  const reset = await turnsDuring(() => emulator.resetInSlices());
  expect(reset.turns).toBeGreaterThan(5);
  const before = emulator.snapshot();
  const restored = await turnsDuring(() => emulator.restoreInSlices(before));
  expect(restored.turns).toBeGreaterThan(20);
  expect(emulator.snapshot()).toEqual(before);
});

test('the previous world stays until a seed is completely loaded', async () => {
  const { companies } = emulator.snapshot();
  const seeding = emulator.seed('faker:42:6000');
  await new Promise((resolve) => setImmediate(resolve));
  expect(emulator.snapshot().companies).toEqual(companies);
  await seeding;
  expect(emulator.snapshot().companies[0]?.accounts).toHaveLength(6001);
});

test.each(['/_emulator/seed', '/_emulator/state'])('%s responds with pauses', async (path) => {
  await emulator.seed('faker:42:5000');
  const body = path.endsWith('seed') ? { seed: 'faker:42:5000' } : emulator.snapshot();
  const app = request(createConsoleApp(emulator));
  const { turns, result } = await turnsDuring(() => (path.endsWith('state') ? app.put(path) : app.post(path)).send(body).then());
  expect(result.status).toBe(204);
  expect(turns).toBeGreaterThan(10);
});

test('POST reset has pauses', async () => {
  const inSlices = vi.spyOn(emulator, 'resetInSlices');
  expect((await request(createConsoleApp(emulator)).post('/_emulator/reset')).status).toBe(204);
  expect(inSlices).toHaveBeenCalledOnce();
});
