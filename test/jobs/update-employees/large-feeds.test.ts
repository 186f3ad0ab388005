import { expect, test } from 'vitest';
import { createTestEmulator, updateEmployees } from '../../support/emulator.js';
import { at, ED, MAIN, newcomer } from '../../support/people.js';

test('a feed of a hundred thousand records is applied', async () => {
  await using emulator = await createTestEmulator();
  const many = Array.from({ length: 100_000 }, (_, index) => ({
    employeeEmail: at(`n${index}`),
    managerEmail: index < 100 ? ED : at(`n${index % 100}`),
    employeeID: `N${index}`,
    policyID: MAIN,
  }));
  const answer = await updateEmployees(emulator, many, { shouldSkipNotificationEmail: true });
  expect(answer).toMatchObject({ responseCode: 200, updatedEmployeesCount: 100_000 });
  expect(answer).not.toHaveProperty('skippedEmployees');
  expect(answer.diff.diffToAdd[MAIN]).toHaveLength(100_000);
}, 60_000);

test('a feed with more records than any company has employees is refused, and changes nothing', async () => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot();
  const answer = await updateEmployees(emulator, [newcomer(), ...new Array(250_000).fill(0)]);
  expect(answer).toEqual({ responseMessage: 'Could not read the employee feed: more than 250000 records', responseCode: 410 });
  expect(emulator.snapshot()).toEqual(before);
});
