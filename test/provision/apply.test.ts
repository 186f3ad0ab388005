import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Emulator, JournalEntry } from '../../src/index.js';
import {
  apply,
  DryRunMismatchError,
  fileReceipt,
  memoryReceipt,
  PlanError,
  PlanProblemsError,
  plan,
  ReceiptError,
} from '../../src/provision/index.js';
import { clientOf, failureOf } from '../support/clients.js';
import { createTestEmulator } from '../support/emulator.js';
import { at, ED, MAIN, MAX, memberOf, OWNER, SECOND } from '../support/people.js';
import { cleanUpFiles, fileOf, type Person, peopleAsTheyAre } from '../support/provision.js';

cleanUpFiles();

const newcomers = (count: number): Person[] =>
  Array.from({ length: count }, (_, index) => ({
    employeeEmail: at(`n${index}`),
    employeeID: `N${index}`,
    policyID: MAIN,
    managerEmail: MAX,
  }));

async function wantedAsIs(emulator: Emulator, policyID = MAIN): Promise<Person[]> {
  return (await peopleAsTheyAre(emulator, policyID)).filter(({ employeeEmail }) => employeeEmail !== OWNER);
}

const receiptFile = (): string => join(dirname(fileOf('x', '')), 'receipt.json');
const isDryRun = ({ request }: JournalEntry): boolean => String(request.fields.requestJobDescription).includes('"dry-run":true');
const updates = (emulator: Emulator) => emulator.journal.entries().filter((entry) => entry.job === 'update employees' && !isDryRun(entry));

test('a plan is applied, and the next plan is empty', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const wanted = [...(await wantedAsIs(emulator)).filter(({ employeeEmail }) => employeeEmail !== ED), ...newcomers(3)];
  const receipt = await apply(await plan(wanted, client), client);
  expect(receipt).toMatchObject({
    state: 'done',
    skipped: [],
    batches: [{ updatedEmployeesCount: 3 }, { updatedEmployeesCount: 1, removed: { [MAIN]: [ED] } }],
  });
  expect(await plan(wanted, client)).toMatchObject({ changes: [], problems: [] });
});

test('for any wanted members, nothing is left to do after one apply', async () => {
  const logins = ['dana.director', 'max.manager', 'mia.manager', 'ed.engineer', 'eve.engineer', 'n1', 'n2', 'n3'];
  const person = fc.record({
    login: fc.constantFrom(...logins),
    boss: fc.constantFrom(...logins, 'owner'),
    policyID: fc.constantFrom(MAIN, SECOND),
    role: fc.constantFrom('user', 'auditor', 'admin', undefined),
    approvesTo: fc.constantFrom('', at('dana.director'), OWNER, undefined),
    approvalLimit: fc.constantFrom('0', '100', undefined),
    customField2: fc.constantFrom('', 'Labs', undefined),
    workerStatus: fc.constantFrom('On Leave', 'Active', undefined),
  });
  const wish = fc.uniqueArray(person, { selector: ({ login, policyID }) => `${login}${policyID}`, maxLength: 10 });
  let applied = 0;
  await fc.assert(
    fc.asyncProperty(wish, async (people) => {
      await using emulator = await createTestEmulator();
      const client = clientOf(emulator, { rateLimit: 'off' });
      const wanted = people.map(({ login, boss, approvalLimit, ...fields }) => ({
        ...fields,
        employeeEmail: at(login),
        employeeID: `ID-${login}`,
        managerEmail: at(boss),
        ...(approvalLimit !== undefined && { approvalLimit, overLimitApprover: OWNER }),
      }));
      const allow = { removals: 100, moves: 100, renames: 100, demotions: 100, managerChanges: 100 };
      const options = { policies: [MAIN, SECOND], allow };
      const made = await plan(wanted, client, options);
      if (made.problems.length > 0) return;
      applied++;
      await apply(made, client, { batchSize: 3 });
      expect((await plan(wanted, client, options)).changes).toEqual([]);
    }),
    { numRuns: 150 },
  );
  expect(applied).toBeGreaterThan(10);
});

test('a plan with problems sends nothing', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const made = await plan([...(await wantedAsIs(emulator)), { ...newcomers(1)[0], managerEmail: 'who@x.com' }], client);
  expect(await failureOf(apply(made, client))).toBeInstanceOf(PlanProblemsError);
  expect(updates(emulator)).toEqual([]);
});

test('a plan for another service, or one that was changed by hand, sends nothing', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const made = await plan([...(await wantedAsIs(emulator)), ...newcomers(1)], client);
  expect((await failureOf(apply({ ...made, url: 'https://other.example/' }, client))).message).toContain(
    'was made for https://other.example/',
  );
  const failure = await failureOf(apply({ ...made, changes: [] }, client));
  expect(failure).toBeInstanceOf(PlanError);
  expect(failure.message).toContain('changed after it was made');
  expect(emulator.journal.entries().filter(({ job }) => job === 'update employees')).toEqual([]);
});

test('a dry run that differs from the plan stops the apply before anything is sent', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const wanted = [...(await wantedAsIs(emulator)).filter(({ employeeEmail }) => employeeEmail !== ED), ...newcomers(2)];
  const made = await plan(wanted, client);
  // Meanwhile, one person is added and the leaver is removed in another way.
  await client.updateEmployees([newcomers(1)[0] as never, { employeeEmail: ED, employeeID: 'E111', policyID: MAIN, isTerminated: true }]);
  emulator.journal.clear();
  const failure = await failureOf(apply(made, client));
  expect(failure).toBeInstanceOf(DryRunMismatchError);
  expect(failure.differences).toEqual([`${at('n0')} would not be added to ${MAIN}`, `${ED} would not be removed from ${MAIN}`]);
  expect(updates(emulator)).toEqual([]);
  expect(await apply(made, client, { acceptDifferences: true })).toMatchObject({ state: 'done' });
});

test('people whom the service would skip are a difference too', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const wanted = [
    ...(await wantedAsIs(emulator)).map((person) => ({ ...person, domainGroupID: '999' })),
    { ...newcomers(1)[0], domainGroupID: '999' },
  ];
  const failure = await failureOf(apply(await plan(wanted, client), client));
  expect(failure.message).toContain(`${at('n0')} would be skipped: No domain group found for '999'`);
});

test('a receipt contains no secret', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const path = receiptFile();
  await apply(await plan([...(await wantedAsIs(emulator)), ...newcomers(1)], client), client, { receipt: fileReceipt(path) });
  expect(readFileSync(path, 'utf8')).not.toContain(emulator.credentials.partnerUserSecret);
  expect(fileReceipt(path).load()).toMatchObject([
    { event: 'started' },
    { records: [{ employeeEmail: at('n0') }] },
    {},
    { event: 'finished' },
  ]);
});

test('an apply that was interrupted between two requests continues there', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const made = await plan([...(await wantedAsIs(emulator)), ...newcomers(6)], client);
  const receipt = fileReceipt(receiptFile());
  // Three dry runs and two requests, then nothing more.
  emulator.faults.add({ preset: 'missing-data', job: 'update employees', nth: 6, times: 1 });
  await failureOf(apply(made, client, { receipt, batchSize: 2 }));
  expect(receipt.load().map(({ event }) => event)).toEqual(['started', 'sent', 'confirmed', 'sent', 'confirmed', 'sent']);
  emulator.journal.clear();
  const done = await apply(made, client, { receipt, batchSize: 2 });
  expect(done).toMatchObject({ state: 'done', batches: [{}, {}, {}] });
  expect(updates(emulator)).toHaveLength(1);
});

test('a new plan continues after the confirmed requests of an interrupted one', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const wanted = [...(await wantedAsIs(emulator)), ...newcomers(6)];
  const receipt = memoryReceipt();
  emulator.faults.add({ preset: 'missing-data', job: 'update employees', nth: 6, times: 1 });
  await failureOf(apply(await plan(wanted, client), client, { receipt, batchSize: 2 }));
  emulator.journal.clear();
  const again = await plan(wanted, client);
  expect(again.changes).toHaveLength(2);
  expect((await apply(again, client, { receipt, batchSize: 2 })).batches).toHaveLength(3);
  expect(updates(emulator)).toHaveLength(1);
});

test('a finished receipt does not keep a new plan from making the same change again', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const wanted = [...(await wantedAsIs(emulator)), ...newcomers(1)];
  const receipt = memoryReceipt();
  await apply(await plan(wanted, client), client, { receipt });
  await client.updateEmployees([{ ...(newcomers(1)[0] as Person), isTerminated: true }]);
  await apply(await plan(wanted, client), client, { receipt });
  expect(await memberOf(emulator, at('n0'))).toBeDefined();
});

test('a receipt that cannot be written is reported before anything is sent', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const made = await plan([...(await wantedAsIs(emulator)), ...newcomers(1)], client);
  const failure = await failureOf(apply(made, client, { receipt: fileReceipt('/nowhere/at/all/receipt.json') }));
  expect(failure).toBeInstanceOf(ReceiptError);
  expect(updates(emulator)).toEqual([]);
});

test('a file that is not a receipt is never overwritten', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const made = await plan([...(await wantedAsIs(emulator)), ...newcomers(1)], client);
  const path = receiptFile();
  writeFileSync(path, 'my diary');
  expect((await failureOf(apply(made, client, { receipt: fileReceipt(path) }))).message).toContain('is not a receipt');
  expect(readFileSync(path, 'utf8')).toBe('my diary');
});

test('an empty plan sends nothing and is done', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const made = await plan(await wantedAsIs(emulator), client);
  emulator.journal.clear();
  expect(await apply(made, client)).toMatchObject({ state: 'done', batches: [] });
  expect(emulator.journal.entries()).toEqual([]);
  expect(existsSync('receipt.json')).toBe(false);
});

test('domain groups reach the service, although leavers have none', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const [group = ''] = (emulator.snapshot().companies[0]?.domainGroups ?? []).map(({ id }: { id: string }) => id);
  const wanted = [...(await wantedAsIs(emulator)).filter(({ employeeEmail }) => employeeEmail !== ED), ...newcomers(2)];
  await apply(
    await plan(
      wanted.map((person) => ({ ...person, domainGroupID: group })),
      client,
    ),
    client,
  );
  const accounts = emulator.snapshot().companies[0]?.accounts ?? [];
  expect(accounts.filter(({ email, domainGroupID }) => /^n\d@/.test(email) && domainGroupID === group)).toHaveLength(2);
});
