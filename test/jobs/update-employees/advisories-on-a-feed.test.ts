import { expect, test } from 'vitest';
import { createTestEmulator, updateEmployees } from '../../support/emulator.js';
import { at, ED, ed, MAIN, MAX, newcomer, SECOND } from '../../support/people.js';

/** The advisories of a feed whose messages contain a text. */
async function advised(feed: unknown, holding: string, options: object = {}): Promise<string[]> {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, feed, options);
  return emulator
    .advisories()
    .map(({ message }) => message)
    .filter((message) => message.includes(holding));
}

const keys = (letter: string, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`zz${letter}${index}z`, 1]));

test('the first twenty-one unknown keys of a feed are named', async () => {
  const one = await advised([ed(keys('a', 30))], 'Employees[].');
  expect([one.length, one.at(-1)]).toEqual([21, expect.stringContaining('zza20z')]);
  expect(await advised([ed(keys('a', 30)), newcomer(keys('b', 5))], 'Employees[].')).toHaveLength(21);
  expect(await advised([ed(keys('a', 20)), newcomer(keys('b', 5))], 'Employees[].')).toHaveLength(21);
  expect(await advised([ed(keys('a', 2)), newcomer(keys('a', 3))], 'Employees[].')).toHaveLength(3);
});

test('a list with items that are not strings is named with the person', async () => {
  expect(await advised([ed({ defaultTags: ['one', 5] })], ED)).toHaveLength(1);
  expect(await advised([ed({ additionalPolicyIDs: SECOND })], ED)).toHaveLength(1);
  expect(await advised([ed({ defaultTags: ['one', 'two'] })], ED)).toEqual([]);
});

test('a person who is terminated on two policies is listed once on each', async () => {
  const end = (policyID: string) => ({ employeeEmail: MAX, policyID, isTerminated: true, managerEmail: ED, employeeID: 'E110' });
  expect(await advised([end(MAIN), end(SECOND)], 'more than once')).toEqual([]);
  expect(await advised([end(MAIN), end(MAIN)], 'more than once')).toHaveLength(1);
});

test('skipped records are counted, and an action without a name is reported as such', async () => {
  expect(await advised([ed(), newcomer({ policyID: 'FFFFFFFFFFFFFFFF', employeeEmail: at('lost') })], '1 of 2')).toHaveLength(1);
  expect(await advised([ed()], 'no actionName', { onFinish: { recipients: 'hr@acme.example' } })).toHaveLength(1);
  expect(await advised([ed()], 'markAsExported', { onFinish: [{ actionName: 'markAsExported' }] })).toHaveLength(1);
});
