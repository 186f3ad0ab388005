import { expect, test } from 'vitest';
import { nextTurn } from '../../../src/runtime/timer.js';
import { createTestEmulator, sendJob, updateEmployees } from '../../support/emulator.js';
import { countOf, MANY, many, startLong } from '../../support/long-feeds.js';
import { accountOf, at, MAIN, newcomer } from '../../support/people.js';

test.each(['reset', 'restore', 'seed'] as const)('a long feed that runs during a %s is applied to the new world', async (how) => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot();
  const { answer } = await startLong(emulator);
  if (how === 'reset') emulator.reset();
  else if (how === 'restore') emulator.restore(before);
  else await emulator.seed('demo');
  expect(await answer).toMatchObject({ responseCode: 200, updatedEmployeesCount: MANY });
  expect(await countOf(emulator, 'n')).toBe(MANY);
});

test('a dry run during a reset does not change the new world', async () => {
  await using emulator = await createTestEmulator();
  const { companies } = emulator.snapshot();
  const { answer } = await startLong(emulator, many('n'), { 'dry-run': true });
  emulator.reset();
  expect(await answer).toMatchObject({ 'dry-run': true, updatedEmployeesCount: MANY });
  expect(emulator.snapshot().companies).toEqual(companies);
});

test('an update that a fault delays past a reset is applied to the new world', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once({ latencyMs: 50 });
  const answer = updateEmployees(emulator, [newcomer()]);
  await nextTurn();
  emulator.reset();
  expect(await answer).toMatchObject({ responseCode: 200, updatedEmployeesCount: 1 });
  expect(accountOf(emulator, at('new'))).toBeDefined();
});

test('a read that a fault delays past a restore returns the new world', async () => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot();
  await updateEmployees(emulator, [newcomer()]);
  emulator.faults.once({ latencyMs: 50 });
  const answer = sendJob(emulator, { type: 'get', inputSettings: { type: 'policy', policyIDList: [MAIN], fields: ['employees'] } });
  await nextTurn();
  emulator.restore(before);
  expect(JSON.stringify(await answer)).not.toContain(at('new'));
});

test('an update during a reset to a world without its credentials returns 404', async () => {
  await using emulator = await createTestEmulator();
  const { answer } = await startLong(emulator);
  await emulator.seed({ companies: [{ name: 'Other', domains: ['other.example'], domainAdmins: ['a@other.example'], policies: [] }] });
  const { companies } = emulator.snapshot();
  expect(await answer).toEqual({ responseMessage: 'Authentication error', responseCode: 404 });
  expect(emulator.snapshot().companies).toEqual(companies);
});

test('a feed that is downloaded during a reset is applied to the new world', async () => {
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
