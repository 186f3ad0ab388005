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

/** To whom each submits after a feed of these records. */
async function managersAfter(...records: object[]): Promise<Record<string, string>> {
  await using emulator = await createTestEmulator({ seed });
  await updateEmployees(
    emulator,
    records.map((record) => ({ employeeID: 'E', policyID: POLICY, managerEmail: BOSS, ...record })),
  );
  return Object.fromEntries((await readEmployees(emulator, POLICY)).map(({ email, submitsTo }) => [email, submitsTo]));
}

test('a report that no record names stays with a manager who has been on leave for long', async () => {
  expect(await managersAfter({ employeeEmail: OTHER })).toMatchObject({ [REPORT]: LEAD, [OTHER]: BOSS });
});

test('being told again that somebody is on leave moves nobody', async () => {
  expect(await managersAfter({ employeeEmail: LEAD, workerStatus: 'on leave' })).toMatchObject({ [REPORT]: LEAD });
});

test('a report whom a record names is moved past a manager on leave', async () => {
  expect(await managersAfter({ employeeEmail: REPORT, managerEmail: LEAD })).toMatchObject({ [REPORT]: BOSS });
});

test('somebody newly on leave moves every report of whoever is on leave', async () => {
  expect(await managersAfter({ employeeEmail: OTHER, workerStatus: 'on leave' })).toMatchObject({ [REPORT]: BOSS });
});

test('whoever comes back keeps the reports', async () => {
  expect(await managersAfter({ employeeEmail: LEAD, workerStatus: 'Active' })).toMatchObject({ [REPORT]: LEAD });
});
