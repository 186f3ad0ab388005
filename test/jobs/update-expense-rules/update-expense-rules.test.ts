import { expect, test } from 'vitest';
import { createExpenses, newRows, sendRule, taxi } from '../../support/creations.js';
import { createTestEmulator } from '../../support/emulator.js';
import { at, MAIN } from '../../support/people.js';

const eves = { employeeEmail: at('eve.engineer'), ruleID: 0 };

test.each([
  [{ tag: 'Sales' }, { tag: 'Sales', defaultBillable: true }],
  [{ defaultBillable: false }, { tag: 'Engineering', defaultBillable: false }],
  [
    { tag: '', defaultBillable: 'false' },
    { tag: '', defaultBillable: false },
  ],
])('the actions %j result in the rule %j', async (actions, after) => {
  await using emulator = await createTestEmulator();
  const rows = await newRows(emulator, 'expenseRules', () => sendRule(emulator, 'update', { ...eves, actions }));
  expect(rows).toEqual([{ policyID: MAIN, account: at('eve.engineer'), ruleID: 0, ...after }]);
});

test('a rule with the tag "" sets no tag', async () => {
  await using emulator = await createTestEmulator();
  await sendRule(emulator, 'create', { actions: { tag: 'Sales', defaultBillable: true } });
  await sendRule(emulator, 'update', { ruleID: 0, actions: { tag: '' } });
  const [row] = await newRows(emulator, 'expenses', () => createExpenses(emulator, [taxi()]));
  expect(row).toMatchObject({ tag: '', billable: true });
});

test('refuses a change that makes a rule equal to another rule, but not to itself', async () => {
  await using emulator = await createTestEmulator();
  await sendRule(emulator, 'create', { actions: { tag: 'Sales' } });
  await sendRule(emulator, 'create', { actions: { tag: 'Engineering' } });
  expect(await sendRule(emulator, 'update', { ruleID: 1, actions: { tag: 'Sales' } })).toEqual({
    responseMessage: 'Rule already exists with those actions, please update rule 0',
    responseCode: 666,
  });
  expect(await sendRule(emulator, 'update', { ruleID: 0, actions: { tag: 'Sales' } })).toEqual({
    responseMessage: 'OK',
    responseCode: 200,
  });
});

test.each([1, -1, '7', 9007199254740991])('the rule %j is unknown, and nothing is changed', async (ruleID) => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot();
  const answer = await sendRule(emulator, 'update', { ...eves, ruleID, actions: { tag: 'Sales' } });
  expect(answer).toEqual({ responseMessage: `Invalid ruleID '${ruleID}'`, responseCode: 410 });
  expect(emulator.snapshot()).toEqual(before);
});
