import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { PresetName } from '../../src/emulator/faults/presets.js';
import type { Emulator } from '../../src/index.js';
import {
  apply,
  DryRunMismatchError,
  fileReceipt,
  isApplied,
  memoryReceipt,
  type Plan,
  plan,
  type ReceiptEvent,
  type ReceiptStore,
} from '../../src/provision/index.js';
import { clientOf, failureOf } from '../support/clients.js';
import { createTestEmulator } from '../support/emulator.js';
import { at, ED, EVE, MAIN, MAX, memberOf, OWNER } from '../support/people.js';
import { cleanUpFiles, fileOf, type Person, peopleAsTheyAre } from '../support/provision.js';

cleanUpFiles();

const NEW = [0, 1, 2, 3].map((index) => at(`n${index}`));
const LEAVING = [ED, EVE];
const newcomers: Person[] = NEW.map((employeeEmail, index) => ({
  employeeEmail,
  employeeID: `N${index}`,
  policyID: MAIN,
  managerEmail: MAX,
}));

/** The current members, with four new people and without two leavers. */
async function wantedOf(emulator: Emulator): Promise<Person[]> {
  const stay = (await peopleAsTheyAre(emulator)).filter(({ employeeEmail }) => ![OWNER, ...LEAVING].includes(employeeEmail));
  return [...stay, ...newcomers];
}

const receiptFile = (): string => join(dirname(fileOf('x', '')), 'receipt.jsonl');
const eventsOf = (store: ReceiptStore): string[] => store.load().map(({ event }) => event);

/** All people whom a receipt reports as added and removed, with repetitions. */
function peopleIn(events: readonly ReceiptEvent[]): { added: string[]; removed: string[] } {
  const all = events.flatMap((event) => (event.event === 'confirmed' || event.event === 'confirmed-by-reading' ? [event] : []));
  const list = (key: 'added' | 'removed'): string[] => all.flatMap((event) => Object.values(event[key]).flat()).sort();
  return { added: list('added'), removed: list('removed') };
}

const EXACTLY_ONCE = { added: NEW, removed: LEAVING };

async function expectDone(emulator: Emulator, wanted: Person[], store: ReceiptStore): Promise<void> {
  expect(peopleIn(store.load())).toEqual(EXACTLY_ONCE);
  expect(store.load().at(-1)).toMatchObject({ event: 'finished' });
  expect((await plan(wanted, clientOf(emulator))).changes).toEqual([]);
}

test('a receipt has an event before each request and one after its response', async () => {
  await using emulator = await createTestEmulator();
  const path = receiptFile();
  const seen: string[] = [];
  const client = clientOf(emulator, {
    fetch: (url, init) => {
      if (existsSync(path)) seen.push(readFileSync(path, 'utf8').trim().split('\n').at(-1)?.slice(10, 17) ?? '');
      return emulator.fetch(url, init);
    },
  });
  await apply(await plan(await wantedOf(emulator), client), client, { receipt: fileReceipt(path), batchSize: 2 });
  expect(seen).toEqual(['started', 'started', 'started', 'sent","', 'sent","', 'sent","']);
  expect(eventsOf(fileReceipt(path))).toEqual(['started', 'sent', 'confirmed', 'sent', 'confirmed', 'sent', 'confirmed', 'finished']);
  expect(peopleIn(fileReceipt(path).load())).toEqual(EXACTLY_ONCE);
});

test('applying a finished plan again reads the members, writes nothing and leaves the receipt unchanged', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const path = receiptFile();
  const made = await plan(await wantedOf(emulator), client);
  expect(isApplied(made, fileReceipt(path))).toBe(false);
  const first = await apply(made, client, { receipt: fileReceipt(path) });
  const text = readFileSync(path, 'utf8');
  emulator.journal.clear();
  const kept: Plan = JSON.parse(JSON.stringify(made));
  expect(isApplied(kept, fileReceipt(path))).toBe(true);
  expect(await apply(kept, client, { receipt: fileReceipt(path) })).toEqual({ ...first, isAlreadyApplied: true });
  expect(emulator.journal.entries().map(({ job }) => job)).toEqual(['get policyList', 'get policy']);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('a finished plan reports people who are no longer as it wanted, but not people whom the service skipped', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const receipt = memoryReceipt();
  const made = await plan(await wantedOf(emulator), client);
  const skippedEmployees = NEW.map((email) => ({ email, reason: 'not today' }));
  emulator.faults.add({
    job: 'update employees',
    nth: 3,
    times: 1,
    body: JSON.stringify({ updatedEmployeesCount: 0, skippedEmployees, responseCode: 200 }),
  });
  expect((await apply(made, client, { receipt })).undone).toEqual([]);
  expect((await apply(made, client, { receipt })).undone).toEqual([]);
  emulator.reset();
  const { isAlreadyApplied, undone } = await apply(made, client, { receipt });
  expect({ isAlreadyApplied, undone }).toEqual({ isAlreadyApplied: true, undone: LEAVING.map((email) => ({ email, policyID: MAIN })) });
});

test('a plan whose changes were made in another way is finished without a request, but a partly done plan is not', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const store = memoryReceipt();
  const wanted = await wantedOf(emulator);
  const made = await plan(wanted, client);
  await client.updateEmployees(newcomers as never);
  expect(await failureOf(apply(made, client, { receipt: memoryReceipt() }))).toBeInstanceOf(DryRunMismatchError);
  await apply(await plan(wanted, client), client);
  expect(await apply(made, client, { receipt: store })).toMatchObject({ state: 'done', isAlreadyApplied: false, batches: [], skipped: [] });
  expect(eventsOf(store)).toEqual(['started', 'finished']);
});

test('an empty plan leaves the receipt unchanged', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const path = receiptFile();
  const wanted = await wantedOf(emulator);
  await apply(await plan(wanted, client), client, { receipt: fileReceipt(path) });
  const text = readFileSync(path, 'utf8');
  expect(await apply(await plan(wanted, client), client, { receipt: fileReceipt(path) })).toMatchObject({ state: 'done', batches: [] });
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('a receipt only grows, and each plan is appended to the earlier ones', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const receipt = memoryReceipt();
  const wanted = await wantedOf(emulator);
  await apply(await plan(wanted, client), client, { receipt });
  const before = receipt.load();
  const later = await apply(await plan(wanted.slice(0, -1), client), client, { receipt });
  expect(receipt.load().slice(0, before.length)).toEqual(before);
  expect(later.batches).toMatchObject([{ confirmedBy: 'answer', removed: { [MAIN]: [NEW[3]] } }]);
});

/** A store that stops the process at the `nth` event, before or after the event is written. */
function dyingStore(store: ReceiptStore, nth: number, when: 'before' | 'after'): ReceiptStore {
  let count = 0;
  return {
    load: () => store.load(),
    append: (event) => {
      count++;
      if (count === nth && when === 'before') throw new Error('killed');
      store.append(event);
      if (count === nth) throw new Error('killed');
    },
  };
}

const KILLS = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((nth) => (['before', 'after'] as const).map((when) => [when, nth] as const));

test.each(KILLS)('after a kill %s event %i, a new plan and the same plan both finish, and report everybody once', async (when, nth) => {
  for (const again of ['new plan', 'same plan'] as const) {
    await using emulator = await createTestEmulator();
    const client = clientOf(emulator);
    const store = memoryReceipt();
    const wanted = await wantedOf(emulator);
    const made = await plan(wanted, client);
    expect((await failureOf(apply(made, client, { receipt: dyingStore(store, nth, when), batchSize: 2 }))).message).toBe('killed');
    const next = again === 'same plan' ? made : await plan(wanted, client);
    expect(await apply(next, client, { receipt: store, batchSize: 2 })).toMatchObject({ state: 'done' });
    await expectDone(emulator, wanted, store);
  }
});

/** A client whose `nth` writing request fails, before it reaches the service or before its response arrives. */
function failingClient(emulator: Emulator, nth: number, when: 'before' | 'after') {
  let count = 0;
  return clientOf(emulator, {
    retry: 'off',
    fetch: async (url, init) => {
      const isWrite = String(init.body).includes('update') && !String(init.body).includes('dry-run%22%3Atrue');
      if (isWrite) count++;
      if (isWrite && count === nth && when === 'before') throw new TypeError('cut');
      const answer = await emulator.fetch(url, init);
      if (isWrite && count === nth) throw new TypeError('cut');
      return answer;
    },
  });
}

test.each([1, 2, 3].flatMap((nth) => (['before', 'after'] as const).map((when) => [when, nth] as const)))(
  'after a cut connection %s the service did request %i, both plans finish without --accept-differences and report everybody once',
  async (when, nth) => {
    for (const again of ['new plan', 'same plan'] as const) {
      await using emulator = await createTestEmulator();
      const store = memoryReceipt();
      const wanted = await wantedOf(emulator);
      const made = await plan(wanted, clientOf(emulator));
      expect(await failureOf(apply(made, failingClient(emulator, nth, when), { receipt: store, batchSize: 2 }))).toMatchObject({
        code: 'transport',
      });
      const client = clientOf(emulator);
      const next = again === 'same plan' ? made : await plan(wanted, client);
      const done = await apply(next, client, { receipt: store, batchSize: 2 });
      expect(done.batches.map(({ confirmedBy }) => confirmedBy)).toEqual(
        ['answer', 'answer', 'answer'].map((by, index) => (when === 'after' && index === nth - 1 ? 'reading' : by)),
      );
      await expectDone(emulator, wanted, store);
    }
  },
);

const FAULTS: PresetName[] = [
  'connection-reset',
  'empty-body',
  'truncated-json',
  'http-500',
  'http-503',
  'rate-limited',
  'rate-limited-in-body',
  'unavailable-in-body',
  'missing-data',
  'failed-policies',
];

test.each(FAULTS.flatMap((preset) => [4, 5, 6].map((nth) => [preset, nth] as const)))(
  'with the fault %s in request %i everybody is reported once',
  async (preset, nth) => {
    await using emulator = await createTestEmulator();
    const client = clientOf(emulator);
    const store = memoryReceipt();
    const wanted = await wantedOf(emulator);
    const made = await plan(wanted, client);
    // The first three requests are dry runs.
    emulator.faults.add({ preset, job: 'update employees', nth, times: 1 });
    await apply(made, client, { receipt: store, batchSize: 2 }).catch(() => undefined);
    emulator.faults.clear();
    await apply(made, client, { receipt: store, batchSize: 2 });
    await expectDone(emulator, wanted, store);
  },
);

test('people whom the response never names are reported as well, if the difference was accepted', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const store = memoryReceipt();
  const wanted = await wantedOf(emulator);
  const made = await plan(wanted, client);
  emulator.faults.add({ preset: 'failed-policies', job: 'update employees' });
  expect(await failureOf(apply(made, client, { receipt: store }))).toBeInstanceOf(DryRunMismatchError);
  await apply(made, client, { receipt: store, acceptDifferences: true });
  emulator.faults.clear();
  expect(eventsOf(store)).toContain('accepted');
  await expectDone(emulator, wanted, store);
});

test('people who were added in another way meanwhile are not reported as added', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const store = memoryReceipt();
  const made = await plan(await wantedOf(emulator), client);
  await client.updateEmployees([newcomers[0] as never]);
  await apply(made, client, { receipt: store, acceptDifferences: true });
  expect(peopleIn(store.load())).toEqual({ added: NEW.slice(1), removed: LEAVING });
});

test('skipped people are not reported as added', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const store = memoryReceipt();
  const made = await plan(await wantedOf(emulator), client);
  const skippedEmployees = NEW.map((email) => ({ email, reason: 'not today' }));
  emulator.faults.add({
    job: 'update employees',
    nth: 3,
    times: 1,
    body: JSON.stringify({ updatedEmployeesCount: 0, skippedEmployees, responseCode: 200 }),
  });
  // The fault replaces the response after the job has run, so the people are removed again before the members are read.
  const removing = NEW.map((employeeEmail, index) => ({
    employeeEmail,
    employeeID: `N${index}`,
    policyID: MAIN,
    isTerminated: true as const,
  }));
  const undoing = { ...client, listPolicies: async () => client.updateEmployees(removing).then(() => client.listPolicies()) };
  const receipt = await apply(made, undoing, { receipt: store });
  expect(receipt.skipped).toEqual(skippedEmployees);
  expect(peopleIn(store.load())).toEqual({ added: [], removed: LEAVING });
});

test('a request whose response is lost twice is found once', async () => {
  await using emulator = await createTestEmulator();
  const store = memoryReceipt();
  const wanted = await wantedOf(emulator);
  const made = await plan(wanted, clientOf(emulator));
  for (const when of ['before', 'after'] as const) await failureOf(apply(made, failingClient(emulator, 1, when), { receipt: store }));
  expect(await apply(made, clientOf(emulator), { receipt: store })).toMatchObject({
    batches: [{ confirmedBy: 'reading', updatedEmployeesCount: 4 }, {}],
  });
  expect(eventsOf(store)).toEqual(['started', 'sent', 'sent', 'confirmed-by-reading', 'sent', 'confirmed', 'finished']);
  await expectDone(emulator, wanted, store);
});

test('if a request without a response was partly done, only the rest is sent, and nobody is reported twice', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const store = memoryReceipt();
  const wanted = await wantedOf(emulator);
  const made = await plan(wanted, client);
  await failureOf(apply(made, failingClient(emulator, 1, 'before'), { receipt: store }));
  const [whole, half] = newcomers as [Person, Person];
  await client.updateEmployees([whole, { ...half, managerEmail: OWNER }] as never);
  await apply(made, client, { receipt: store });
  const sent = store.load().flatMap((event) => (event.event === 'sent' ? [event.records.map(({ employeeEmail }) => employeeEmail)] : []));
  expect(sent).toEqual([NEW, NEW.slice(1), LEAVING]);
  await expectDone(emulator, wanted, store);
});

test('after an interrupted plan, a newer plan still sends additions that were undone meanwhile', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const store = memoryReceipt();
  const wanted = await wantedOf(emulator);
  await failureOf(apply(await plan(wanted, client), failingClient(emulator, 2, 'before'), { receipt: store }));
  await client.updateEmployees([{ employeeEmail: NEW[0] ?? '', employeeID: 'N0', policyID: MAIN, isTerminated: true }]);
  await apply(await plan(wanted, client), client, { receipt: store });
  expect(peopleIn(store.load())).toEqual({ added: [...NEW, NEW[0]].sort(), removed: LEAVING });
});

test('a request that the service finishes late is found later', async () => {
  await using emulator = await createTestEmulator();
  const store = memoryReceipt();
  const wanted = await wantedOf(emulator);
  const late: (() => Promise<unknown>)[] = [];
  const slow = clientOf(emulator, {
    retry: 'off',
    fetch: (url, init) => {
      if (!String(init.body).includes('update') || String(init.body).includes('dry-run%22%3Atrue')) return emulator.fetch(url, init);
      late.push(() => emulator.fetch(url, init));
      return Promise.reject(new TypeError('cut'));
    },
  });
  await failureOf(apply(await plan(wanted, slow), slow, { receipt: store }));
  const client = clientOf(emulator);
  const early = await plan(wanted, client);
  await late[0]?.();
  // All additions are done, and reading the members adds them to the receipt.
  await apply(early, client, { receipt: store });
  await expectDone(emulator, wanted, store);
});

test('an incomplete last line after a kill is removed', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const path = receiptFile();
  const wanted = await wantedOf(emulator);
  await failureOf(apply(await plan(wanted, client), client, { receipt: dyingStore(fileReceipt(path), 3, 'after') }));
  const [started = '', sent = '', confirmed = ''] = readFileSync(path, 'utf8').split('\n');
  for (const torn of ['', '{"ev', confirmed.slice(0, 40), confirmed]) {
    writeFileSync(path, `${started}\n${sent}\n${torn}`);
    expect(eventsOf(fileReceipt(path))).toEqual(['started', 'sent']);
  }
  await apply(await plan(wanted, client), client, { receipt: fileReceipt(path) });
  await expectDone(emulator, wanted, fileReceipt(path));
});

test('a receipt of another service does not cause anything to be skipped', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const store = memoryReceipt();
  const wanted = await wantedOf(emulator);
  const made = await plan(wanted, client);
  store.append({
    event: 'started',
    at: '2026-01-01T00:00:00Z',
    version: 2,
    url: 'http://other.example/',
    planID: made.id,
    planHash: made.hash,
  });
  store.append({ event: 'finished', at: '2026-01-01T00:00:01Z' });
  await apply(made, client, { receipt: store });
  await expectDone(emulator, wanted, store);
});

test.each([
  [
    'of an earlier version',
    JSON.stringify({ version: 1, planHash: 'x', url: 'u', state: 'done', batches: [] }, null, 2),
    'is a receipt from an earlier version. Keep it, and choose another file with --receipt.',
  ],
  [
    'with an invalid line',
    '{"event":"finished","at":"x"}\n{"event":"finish","at":"x"}\n',
    'is not a receipt: line 2 is not valid. Move it',
  ],
  ['that is another text file', 'my diary', 'is not a receipt. Move it'],
])('a receipt %s is refused with a message that names it, and left unchanged', async (_what, content, said) => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const path = fileOf('receipt.jsonl', content);
  const failure = await failureOf(apply(await plan(await wantedOf(emulator), client), client, { receipt: fileReceipt(path) }));
  expect(failure).toMatchObject({ name: 'ReceiptError', message: expect.stringContaining(`${path} ${said}`) });
  expect(readFileSync(path, 'utf8')).toBe(content);
  expect(await memberOf(emulator, NEW[0] ?? '')).toBeUndefined();
});

test('a folder is refused as a receipt', async () => {
  const folder = receiptFile();
  mkdirSync(folder);
  expect(() => fileReceipt(folder).load()).toThrow(/^The receipt .* cannot be read: EISDIR/);
  expect(() => fileReceipt('/dev/null').append({ event: 'finished', at: 'x' })).toThrow(
    'The receipt /dev/null cannot be written: it is not a regular file.',
  );
});

test('an apply whose lock is gone stops sending', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const made = await plan(await wantedOf(emulator), client);
  const path = receiptFile();
  const store = fileReceipt(path);
  const receipt: ReceiptStore = {
    ...store,
    append: (event) => {
      if (event.event === 'sent') rmSync(`${path}.lock`);
      store.append(event);
    },
  };
  const before = JSON.stringify(emulator.snapshot());
  expect(await failureOf(apply(made, client, { receipt }))).toMatchObject({
    name: 'ReceiptError',
    message: expect.stringMatching(/^Stopped: the lock .*\.lock was removed or taken by another apply\./),
  });
  expect(JSON.stringify(emulator.snapshot())).toBe(before);
  await apply(made, client, { receipt: store });
  expect(store.load().at(-1)).toMatchObject({ event: 'finished' });
});

test('a second apply on a receipt is refused while the first one runs', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const made = await plan(await wantedOf(emulator), client);
  const receipt = fileReceipt(receiptFile());
  const lock = receipt.lock?.();
  const failure = await failureOf(apply(made, client, { receipt }));
  expect(failure).toMatchObject({
    name: 'ReceiptError',
    message: expect.stringMatching(/^Another apply is writing to the receipt .*process \d+/),
  });
  lock?.release();
  await apply(made, client, { receipt });
  expect(receipt.load().at(-1)).toMatchObject({ event: 'finished' });
});
