import { expect, test } from 'vitest';
import { editMember } from '../../../src/emulator/world/edit.js';
import type { Emulator } from '../../../src/index.js';
import { nextTurn } from '../../../src/runtime/timer.js';
import { type Answer, createTestEmulator, readEmployees, sendJob, updateEmployees } from '../../support/emulator.js';
import { accountOf, at, ED, ed, MAIN, MAX, memberOf, newcomer } from '../../support/people.js';
import { turnsDuring } from '../../support/turns.js';

/** Long enough to be computed in several slices. */
const MANY = 1000;
const many = (letter: string) =>
  Array.from({ length: MANY }, (_, index) => ({
    employeeEmail: at(`${letter}${index}`),
    managerEmail: MAX,
    employeeID: `${letter}${index}`,
    policyID: MAIN,
  }));

/** Sends a long feed, and resolves once it is being computed. */
async function startLong(
  emulator: Emulator,
  feed: unknown = many('n'),
  options: object = {},
): Promise<{ readonly answer: Promise<Answer> }> {
  let isDone = false;
  const answer = updateEmployees(emulator, feed, options).finally(() => {
    isDone = true;
  });
  for (let turn = 0; turn < 8; turn++) await nextTurn();
  expect(isDone).toBe(false);
  return { answer };
}

const countOf = async (emulator: Emulator, letter: string): Promise<number> =>
  (await readEmployees(emulator, MAIN)).filter(({ email }) => new RegExp(`^${letter}\\d+@`).test(email)).length;

test('a long feed lets other requests be answered in between', async () => {
  await using emulator = await createTestEmulator();
  const { turns, result } = await turnsDuring(() => updateEmployees(emulator, many('n')));
  expect(result.updatedEmployeesCount).toBe(MANY);
  expect(turns).toBeGreaterThan(10);
});

test('nobody sees half of a feed', async () => {
  await using emulator = await createTestEmulator();
  const { answer } = await startLong(emulator);
  expect(await countOf(emulator, 'n')).toBe(0);
  await answer;
  expect(await countOf(emulator, 'n')).toBe(MANY);
});

test('feeds of one company at the same time are applied one after the other, and none is lost', async () => {
  await using emulator = await createTestEmulator();
  const { answer } = await startLong(emulator);
  const answers = await Promise.all([
    answer,
    updateEmployees(emulator, [newcomer()]),
    updateEmployees(emulator, many('m')),
    updateEmployees(emulator, [ed({ customField2: 'last' })]),
  ]);
  expect(answers.map(({ updatedEmployeesCount }) => updatedEmployeesCount)).toEqual([MANY, 1, MANY, 1]);
  // New members stand in the order in which they were added.
  const emails = (await readEmployees(emulator, MAIN)).map(({ email }) => email);
  expect([at('n0'), at('new'), at('m0')].map((email) => emails.indexOf(email)).sort((one, other) => one - other)).toEqual(
    [at('n0'), at('new'), at('m0')].map((email) => emails.indexOf(email)),
  );
  expect([await countOf(emulator, 'n'), await countOf(emulator, 'm')]).toEqual([MANY, MANY]);
  expect(await memberOf(emulator, at('new'))).toBeDefined();
  expect(await memberOf(emulator, ED)).toMatchObject({ customField2: 'last' });
});

test('a feed of another company does not wait', async () => {
  await using emulator = await createTestEmulator();
  const other = emulator.directory.createCompany('Other');
  const { answer } = await startLong(emulator);
  const [policy] = other.policies;
  const record = newcomer({ policyID: policy?.id, managerEmail: ED });
  const first = await Promise.race([
    answer.then(() => 'long'),
    updateEmployees(emulator, [record], { credentials: other.credentials }).then(() => 'other'),
  ]);
  expect(first).toBe('other');
  await answer;
});

test('a member changed by hand while a feed is computed is kept, and so is the feed', async () => {
  await using emulator = await createTestEmulator();
  const { answer } = await startLong(emulator);
  const company = emulator.world.companies.get('acme');
  if (company === undefined) throw new Error('no company');
  emulator.world.commit(editMember(company, MAIN, ED, { email: ED, role: 'auditor' }));
  expect(await answer).toMatchObject({ updatedEmployeesCount: MANY });
  expect(await memberOf(emulator, ED)).toMatchObject({ role: 'auditor' });
  expect(await countOf(emulator, 'n')).toBe(MANY);
});

test('a company that changes all the time does not keep a feed from being applied', async () => {
  await using emulator = await createTestEmulator();
  const company = emulator.world.companies.get('acme');
  const account = company?.accounts.find('login', ED);
  if (company === undefined || account === undefined) throw new Error('no company');
  let isDone = false;
  let changes = 0;
  const change = (): void => {
    const transaction = company.begin();
    transaction.accounts.put({ ...account, firstName: `${changes++}` });
    emulator.world.commit(transaction);
    if (!isDone) setImmediate(change);
  };
  change();
  const answer = await updateEmployees(emulator, many('n'));
  isDone = true;
  expect(answer).toMatchObject({ updatedEmployeesCount: MANY });
  expect(await countOf(emulator, 'n')).toBe(MANY);
});

test.each(['reset', 'restore', 'seed'] as const)('a long feed over a %s is applied to the world that stands afterwards', async (how) => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot();
  const { answer } = await startLong(emulator);
  if (how === 'reset') emulator.reset();
  else if (how === 'restore') emulator.restore(before);
  else await emulator.seed('demo');
  expect(await answer).toMatchObject({ responseCode: 200, updatedEmployeesCount: MANY });
  expect(await countOf(emulator, 'n')).toBe(MANY);
});

test('a dry run over a reset changes nothing of the new world', async () => {
  await using emulator = await createTestEmulator();
  const { companies } = emulator.snapshot();
  const { answer } = await startLong(emulator, many('n'), { 'dry-run': true });
  emulator.reset();
  expect(await answer).toMatchObject({ 'dry-run': true, updatedEmployeesCount: MANY });
  expect(emulator.snapshot().companies).toEqual(companies);
});

test('an update that a fault delays over a reset is applied to the world that stands afterwards', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once({ latencyMs: 50 });
  const answer = updateEmployees(emulator, [newcomer()]);
  await nextTurn();
  emulator.reset();
  expect(await answer).toMatchObject({ responseCode: 200, updatedEmployeesCount: 1 });
  expect(accountOf(emulator, at('new'))).toBeDefined();
});

test('a read that a fault delays over a restore shows the world that stands afterwards', async () => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot();
  await updateEmployees(emulator, [newcomer()]);
  emulator.faults.once({ latencyMs: 50 });
  const answer = sendJob(emulator, { type: 'get', inputSettings: { type: 'policy', policyIDList: [MAIN], fields: ['employees'] } });
  await nextTurn();
  emulator.restore(before);
  expect(JSON.stringify(await answer)).not.toContain(at('new'));
});

test('an update over a reset to a world without its credentials is answered 404', async () => {
  await using emulator = await createTestEmulator();
  const { answer } = await startLong(emulator);
  await emulator.seed({ companies: [{ name: 'Other', domains: ['other.example'], domainAdmins: ['a@other.example'], policies: [] }] });
  const { companies } = emulator.snapshot();
  expect(await answer).toEqual({ responseMessage: 'Authentication error', responseCode: 404 });
  expect(emulator.snapshot().companies).toEqual(companies);
});

test('a feed that is fetched over a reset is applied to the world that stands afterwards', async () => {
  let deliver: (text: string) => void = () => undefined;
  const { createCore } = await import('../../../src/emulator/emulator.js');
  const core = await createCore(
    { rateLimit: 'off' },
    {
      fetchFeed: () =>
        new Promise((resolve) => {
          deliver = resolve;
        }),
    },
  );
  const job = {
    credentials: { ...core.credentials, feedUrl: 'https://feeds.example/feed.json' },
    type: 'update',
    dataSource: 'download',
    inputSettings: { type: 'employees', entity: 'generic' },
  };
  const body = new URLSearchParams({ requestJobDescription: JSON.stringify(job) });
  const answer = core.fetch('http://emulator.invalid/Integration-Server/ExpensifyIntegrations', { method: 'POST', body });
  await nextTurn();
  core.reset();
  deliver(JSON.stringify([newcomer()]));
  expect(await (await answer).json()).toMatchObject({ updatedEmployeesCount: 1 });
  expect(JSON.stringify(core.snapshot())).toContain(at('new'));
});

test('whoever may not update employees is told so before the input is read', async () => {
  await using emulator = await createTestEmulator();
  const credentials = emulator.directory.createCredential(MAX);
  const answer = await updateEmployees(emulator, [newcomer()], { credentials, setEmployeePrimaryPolicy: 'nonsense' });
  expect(answer).toMatchObject({ responseCode: 403, responseMessage: 'You must be a domain admin to update employees' });
});
