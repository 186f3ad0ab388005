import { expect, test } from 'vitest';
import { newRows, sendRule } from '../../support/creations.js';
import { createTestEmulator } from '../../support/emulator.js';
import { at, MAIN, OWNER, SECOND } from '../../support/people.js';

test('numbers the rules of each member of a policy from 0', async () => {
  await using emulator = await createTestEmulator();
  const rows = await newRows(emulator, 'expenseRules', async () => {
    await sendRule(emulator, 'create', { actions: { tag: 'Sales' } });
    await sendRule(emulator, 'create', { actions: { defaultBillable: 'true' } });
    await sendRule(emulator, 'create', { policyID: SECOND, actions: { tag: 'North' } });
    await sendRule(emulator, 'create', { employeeEmail: at('eve.engineer'), actions: { tag: 'Sales' } });
  });
  expect(rows).toEqual([
    { policyID: MAIN, account: OWNER, ruleID: 0, tag: 'Sales' },
    { policyID: MAIN, account: OWNER, ruleID: 1, defaultBillable: true },
    { policyID: SECOND, account: OWNER, ruleID: 0, tag: 'North' },
    { policyID: MAIN, account: at('eve.engineer'), ruleID: 1, tag: 'Sales' },
  ]);
});

test.each([
  [{ tag: 'Sales' }, { tag: 'Sales' }, 666],
  [{ tag: 'Sales', defaultBillable: true }, { defaultBillable: true, tag: 'Sales' }, 666],
  [{ tag: 'Sales' }, { tag: 'sales' }, 200],
  [{ tag: 'Sales' }, { tag: 'Sales', defaultBillable: false }, 200],
  [{ defaultBillable: false }, { defaultBillable: true }, 200],
])('after the rule %j, the rule %j gets %i', async (first, second, responseCode) => {
  await using emulator = await createTestEmulator();
  await sendRule(emulator, 'create', { actions: first });
  expect((await sendRule(emulator, 'create', { actions: second })).responseCode).toBe(responseCode);
});

test('a refused rule changes nothing', async () => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot();
  const failing = [
    {},
    { actions: {} },
    { actions: { tag: 'x' }, policyID: '__proto__' },
    { actions: { tag: 'x' }, employeeEmail: 'constructor' },
  ];
  for (const settings of failing) expect((await sendRule(emulator, 'create', settings)).responseCode).not.toBe(200);
  expect(emulator.snapshot()).toEqual(before);
});
