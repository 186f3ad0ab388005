import { expect, test } from 'vitest';
import { createTestEmulator, readEmployees, updateEmployees } from '../../support/emulator.js';

const POLICY = 'ABCDEF0123456789';
const BOSS = 'boss@small.example';
const LEAD = 'lead@small.example';
const REPORT = 'report@small.example';
const OTHER = 'other@small.example';

/** The lead has been on leave since before any feed, and a report still submits to them. */
const seed = {
  companies: [
    {
      name: 'Small',
      domains: ['small.example'],
      domainAdmins: [BOSS],
      policies: [
        {
          id: POLICY,
          name: 'P',
          owner: BOSS,
          members: [
            { email: LEAD, submitsTo: BOSS, workerStatus: 'On Leave' },
            { email: REPORT, submitsTo: LEAD },
            { email: OTHER, submitsTo: BOSS },
          ],
        },
      ],
    },
  ],
};

/** The person that each member submits to after a feed with these records. */
async function managersAfter(...records: object[]): Promise<Record<string, string>> {
  await using emulator = await createTestEmulator({ seed });
  await updateEmployees(
    emulator,
    records.map((record) => ({ employeeID: 'E', policyID: POLICY, managerEmail: BOSS, ...record })),
  );
  return Object.fromEntries((await readEmployees(emulator, POLICY)).map(({ email, submitsTo }) => [email, submitsTo]));
}

test('a report without a record stays with a manager who was already on leave', async () => {
  expect(await managersAfter({ employeeEmail: OTHER })).toMatchObject({ [REPORT]: LEAD, [OTHER]: BOSS });
});

test('a second record saying that a manager is on leave moves nobody', async () => {
  expect(await managersAfter({ employeeEmail: LEAD, workerStatus: 'on leave' })).toMatchObject({ [REPORT]: LEAD });
});

test('a report with a record is moved from a manager on leave to the next manager', async () => {
  expect(await managersAfter({ employeeEmail: REPORT, managerEmail: LEAD })).toMatchObject({ [REPORT]: BOSS });
});

test('a manager newly on leave moves the reports of everyone on leave', async () => {
  expect(await managersAfter({ employeeEmail: OTHER, workerStatus: 'on leave' })).toMatchObject({ [REPORT]: BOSS });
});

test('a manager who comes back keeps their reports', async () => {
  expect(await managersAfter({ employeeEmail: LEAD, workerStatus: 'Active' })).toMatchObject({ [REPORT]: LEAD });
});
