import { expect, test } from 'vitest';
import { saveCompany } from '../../../src/emulator/world/save.js';
import { createEmulator } from '../../../src/index.js';
import { createTestEmulator, updateEmployees } from '../../support/emulator.js';
import { ed, MAIN, newcomer } from '../../support/people.js';
import { smallCompany } from '../../support/worlds.js';

// Compares with literals, because two snapshots that both lack a field would be equal.

const ID = 'A1B2C3D4E5F60001';
const approver = {
  email: 'a@x.example',
  role: 'auditor' as const,
  submitsTo: 'b@x.example',
  forwardsTo: 'c@x.example',
  approvalLimit: 12345,
  overLimitForwardsTo: 'd@x.example',
  customField1: 'one',
  customField2: 'two',
  workerStatus: 'On Leave',
  defaultTags: ['tag'],
};

test('every field of a member is saved as it was loaded', () => {
  const company = smallCompany({ policies: [{ id: ID, name: 'P', members: [approver] }] });
  expect(saveCompany(company).policies[0]?.members[0]).toEqual(approver);
});

test('an approver who forwards to nobody, a limit of 0 and empty texts are saved, too', () => {
  const nobody = {
    email: 'a@x.example',
    role: 'user',
    submitsTo: 'b@x.example',
    forwardsTo: '',
    approvalLimit: 0,
    customField1: '',
  } as const;
  const company = smallCompany({ policies: [{ id: ID, name: 'P', members: [nobody] }] });
  expect(saveCompany(company).policies[0]?.members[0]).toEqual(nobody);
});

test('a member without optional fields is saved without them', () => {
  const company = smallCompany({ policies: [{ id: ID, name: 'P', members: [{ email: 'a@x.example' }] }] });
  expect(Object.keys(saveCompany(company).policies[0]?.members[0] ?? {})).toEqual(['email', 'role', 'submitsTo']);
});

test('every field of an account is saved as it was loaded', () => {
  const account = {
    accountID: 5,
    email: 'a@x.example',
    secondaryLogins: ['old@x.example'],
    firstName: 'Ann',
    lastName: 'Able',
    isNameSetByHand: true,
    employeeID: 'E1',
    domainGroupID: '7',
    primaryPolicyID: ID,
  };
  const company = smallCompany({ accounts: [account], domainGroups: [{ id: '7', name: 'Group' }] });
  expect(saveCompany(company).accounts[0]).toEqual(account);
});

test('what an update wrote is in the snapshot, and is still there after another emulator starts from it', async () => {
  await using first = await createTestEmulator();
  await updateEmployees(first, [
    newcomer({
      approvalLimit: 777,
      overLimitApprover: 'dana.director@acme.example',
      approvesTo: 'mia.manager@acme.example',
      customField1: 'CC-1',
      customField2: 'second',
      workerStatus: 'Active',
      defaultTags: ['Sales'],
    }),
    ed(),
  ]);
  await using second = await createEmulator({ listen: false });
  second.restore(JSON.parse(JSON.stringify(first.snapshot())));
  const policy = second.snapshot().companies[0]?.policies.find(({ id }) => id === MAIN);
  expect(policy?.members.find(({ email }) => email === 'new@acme.example')).toEqual({
    email: 'new@acme.example',
    role: 'user',
    submitsTo: 'max.manager@acme.example',
    forwardsTo: 'mia.manager@acme.example',
    overLimitForwardsTo: 'dana.director@acme.example',
    approvalLimit: 777,
    customField1: 'CC-1',
    customField2: 'second',
    workerStatus: 'Active',
    defaultTags: ['Sales'],
  });
});
