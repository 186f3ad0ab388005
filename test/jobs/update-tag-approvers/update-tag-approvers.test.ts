import { expect, test } from 'vitest';
import type { Emulator } from '../../../src/index.js';
import { type Answer, createTestEmulator, sendJob } from '../../support/emulator.js';
import { at, ED, MAIN, MAX, MIA } from '../../support/people.js';
import { turnsDuring } from '../../support/turns.js';

const DONE = { responseCode: 200 };

const approve = (emulator: Emulator, tagApprovers: unknown, policyID: unknown = MAIN): Promise<Answer> =>
  sendJob(emulator, { type: 'update', inputSettings: { type: 'tagApprovers', policyID }, tagApprovers });

const approvers = (emulator: Emulator) => emulator.snapshot().companies[0]?.tagApprovers ?? [];
const row = (tag: string, approver: string) => ({ policyID: MAIN, tag, approver });

test('approvers are set, changed and removed, and others stay', async () => {
  await using emulator = await createTestEmulator();
  expect(
    await approve(emulator, [
      { name: 'Sales', approver: MIA.toUpperCase() },
      { name: 'Engineering', approver: MAX },
    ]),
  ).toEqual(DONE);
  expect(approvers(emulator)).toEqual([row('Sales', MIA), row('Engineering', MAX)]);
  expect(
    await approve(emulator, [
      { name: 'Sales', approver: MAX },
      { name: 'Sales', approver: ED },
    ]),
  ).toEqual(DONE);
  expect(approvers(emulator)).toEqual([row('Sales', ED), row('Engineering', MAX)]);
  expect(await approve(emulator, [{ name: 'Sales', approver: '' }])).toEqual(DONE);
  expect(approvers(emulator)).toEqual([row('Engineering', MAX)]);
});

test('a secondary login names the account', async () => {
  await using emulator = await createTestEmulator();
  expect(await approve(emulator, [{ name: 'Sales', approver: at('sue.maiden') }])).toEqual(DONE);
  expect(approvers(emulator)).toEqual([row('Sales', at('sue.seller'))]);
});

test.each([
  ['an invalid tag', { name: 'Nope', approver: MIA }],
  ['an invalid approver', { name: 'Engineering', approver: 'nobody@acme.example' }],
  ['a tag named like a property of Object.prototype', { name: '__proto__', approver: MIA }],
])('%s also fails the entries before it', async (_what, wrong) => {
  await using emulator = await createTestEmulator();
  expect(await approve(emulator, [{ name: 'Sales', approver: MIA }, wrong])).toMatchObject({ responseCode: 410 });
  expect(approvers(emulator)).toEqual([]);
});

test('a policy without tags has no valid tag name', async () => {
  await using emulator = await createTestEmulator();
  await sendJob(emulator, { type: 'update', inputSettings: { type: 'policy', policyID: MAIN }, tags: { data: [] } });
  expect(await approve(emulator, [{ name: 'Sales', approver: MIA }])).toEqual({
    responseMessage: "Invalid tag name 'Sales'",
    responseCode: 410,
  });
});

test('20,000 entries are read with pauses', async () => {
  await using emulator = await createTestEmulator();
  const { turns, result } = await turnsDuring(() => approve(emulator, Array(20_000).fill({ name: 'Sales', approver: MIA })));
  expect(result).toEqual(DONE);
  expect(turns).toBeGreaterThan(20);
});

test.each([[undefined], [null], ['x'], [{}], [[null]]])('the approvers %j are refused', async (value) => {
  await using emulator = await createTestEmulator();
  expect(await approve(emulator, value)).toMatchObject({ responseCode: 410 });
});
