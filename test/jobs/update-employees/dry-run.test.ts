import { expect, test, vi } from 'vitest';
import { createTestEmulator, updateEmployees } from '../../support/emulator.js';
import { at, ed, newcomer, SECOND } from '../../support/people.js';

const feed = [
  newcomer({ policyID: SECOND, domainGroupID: '1003' }),
  ed({ isTerminated: true, domainGroupID: '1002' }),
  { employeeEmail: 'bad' },
];

test.each([true, 'true'])('a dry run (%j) returns what the real run returns, and changes nothing', async (dryRun) => {
  await using emulator = await createTestEmulator();
  const { companies } = emulator.snapshot();
  const dry = await updateEmployees(emulator, feed, { 'dry-run': dryRun });
  expect(emulator.snapshot().companies).toEqual(companies);
  const real = await updateEmployees(emulator, feed);
  expect(dry).toEqual({ ...real, requestID: dry.requestID, 'dry-run': true });
  expect(emulator.snapshot().companies).not.toEqual(companies);
});

test.each([false, 'false'])('dry-run %j is included in the response, and the run is real', async (dryRun) => {
  await using emulator = await createTestEmulator();
  expect(await updateEmployees(emulator, [newcomer()], { 'dry-run': dryRun })).toMatchObject({ 'dry-run': false });
  expect(JSON.stringify(emulator.snapshot())).toContain(at('new'));
});

test('dry-run comes after requestID', async () => {
  await using emulator = await createTestEmulator();
  expect(Object.keys(await updateEmployees(emulator, [ed()], { 'dry-run': true })).slice(0, 3)).toEqual([
    'policyIDToEmployeesMap',
    'requestID',
    'dry-run',
  ]);
  expect(emulator.journal.entries()[0]).toMatchObject({ answer: 'update employees/dry-run' });
});

test('a feed whose computation fails changes nothing', async () => {
  await using emulator = await createTestEmulator();
  const { companies } = emulator.snapshot();
  const company = emulator.world.companies.get('acme');
  if (company === undefined) throw new Error('no company');
  // The first record is applied. Looking up the policy of the second one fails.
  const policies = new Map([...company.policies.values()].map((policy) => [policy.id, policy]));
  const get = vi.spyOn(company.policies, 'get').mockImplementation((id) => {
    if (id === SECOND) throw new Error('a defect');
    return policies.get(id);
  });
  expect(await updateEmployees(emulator, [newcomer(), ed({ policyID: SECOND })])).toMatchObject({ responseCode: 500 });
  get.mockRestore();
  expect(emulator.snapshot().companies).toEqual(companies);
});

test('a dry run does not change the state, including the random numbers, and has its own requestID', async () => {
  await using emulator = await createTestEmulator();
  await using other = await createTestEmulator();
  const before = emulator.snapshot();
  const first = await updateEmployees(emulator, [newcomer()], { 'dry-run': true });
  const second = await updateEmployees(emulator, [newcomer()], { 'dry-run': true });
  expect(emulator.snapshot()).toEqual(before);
  const real = await updateEmployees(emulator, [newcomer()]);
  expect(new Set([first.requestID, second.requestID, real.requestID]).size).toBe(3);
  // A previous dry run makes no difference to the real run.
  expect(await updateEmployees(other, [newcomer()])).toEqual(real);
  emulator.restore(before);
  expect(await updateEmployees(emulator, [newcomer()], { 'dry-run': true })).toEqual(first);
});
