import { expect, test } from 'vitest';
import { createTestEmulator, sendJob, updateEmployees } from '../../support/emulator.js';
import { accountOf, at, ed, memberOf, newcomer } from '../../support/people.js';

test('restoring a snapshot reverts every change, and the next response is the same', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [
    ed({ role: 'auditor', approvalLimit: 5, overLimitApprover: at('x'), defaultTags: ['a'], workerStatus: 'Active' }),
  ]);
  const snapshot = structuredClone(emulator.snapshot());
  const first = await updateEmployees(emulator, [newcomer()]);
  emulator.restore(snapshot);
  expect(emulator.snapshot()).toEqual(snapshot);
  expect(await memberOf(emulator, at('new'))).toBeUndefined();
  expect(await updateEmployees(emulator, [newcomer()])).toEqual(first);
});

test('a snapshot survives JSON', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [newcomer({ approvesTo: '', approvalLimit: 0, overLimitApprover: '' })]);
  const text = JSON.stringify(emulator.snapshot());
  emulator.reset();
  emulator.restore(JSON.parse(text));
  expect(JSON.parse(JSON.stringify(emulator.snapshot()))).toEqual(JSON.parse(text));
});

test('another emulator can restore a snapshot, and the credentials still work', async () => {
  await using first = await createTestEmulator({ seed: 'faker:1:3' });
  await using second = await createTestEmulator();
  second.restore(first.snapshot());
  const answer = await sendJob(second, { type: 'get', credentials: first.credentials, inputSettings: { type: 'policyList' } });
  expect(answer.policyList).toHaveLength(2);
});

test('later changes do not affect a snapshot', async () => {
  await using emulator = await createTestEmulator();
  const snapshot = emulator.snapshot();
  const copy = structuredClone(snapshot);
  await updateEmployees(emulator, [newcomer(), ed({ isTerminated: true })]);
  expect(snapshot).toEqual(copy);
});

test.each([
  ['nothing', undefined],
  ['a string', 'snapshot'],
  ['another version', { version: 2, random: 1, companies: [] }],
  ['no random state', { version: 1, companies: [] }],
  ['no companies', { version: 1, random: 1 }],
  ['no company', { version: 1, random: 1, companies: [] }],
  ['a broken company', { version: 1, random: 1, companies: [{ name: 'X' }] }],
])('%s is not a snapshot, and restoring it changes nothing', async (_what, input) => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot();
  expect(() => emulator.restore(input)).toThrow(expect.objectContaining({ name: 'SeedError' }));
  expect(emulator.snapshot()).toEqual(before);
});

test('reset restores world, journal, faults, outbox, clock and random numbers', async () => {
  await using emulator = await createTestEmulator();
  const snapshot = emulator.snapshot();
  const first = await updateEmployees(emulator, [newcomer()]);
  emulator.faults.add({ preset: 'slow', job: 'get policy' });
  emulator.clock.advance('P1D');
  emulator.directory.createCompany('Other');
  emulator.reset();
  expect(emulator.snapshot()).toEqual(snapshot);
  expect([emulator.journal.entries(), emulator.faults.list(), emulator.outbox.list()]).toEqual([[], [], []]);
  expect(new Date(emulator.clock.now()).toISOString()).toBe('2026-01-31T09:00:00.000Z');
  expect(await updateEmployees(emulator, [newcomer()])).toEqual(first);
  expect(accountOf(emulator, at('new'))).toBeDefined();
});
