import { expect, test } from 'vitest';
import { DEMO } from '../src/emulator/seeds/demo.js';
import { createTestEmulator, readEmployees, updateEmployees } from './support/emulator.js';

test('a new employee is on the policy', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [
    { employeeEmail: 'new@acme.example', managerEmail: 'max.manager@acme.example', employeeID: 'E500', policyID: DEMO.mainPolicyID },
  ]);
  expect(answer).toMatchObject({
    responseCode: 200,
    updatedEmployeesCount: 1,
    diff: { diffToAdd: { [DEMO.mainPolicyID]: ['new@acme.example'] } },
  });
  expect(await readEmployees(emulator, DEMO.mainPolicyID)).toContainEqual(
    expect.objectContaining({ email: 'new@acme.example', employeeID: 'E500' }),
  );
});
