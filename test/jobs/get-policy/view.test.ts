import { expect, test } from 'vitest';
import type { Company } from '../../../src/emulator/world/company.js';
import type { Policy } from '../../../src/emulator/world/entities/policy.js';
import { describePolicy } from '../../../src/jobs/get-policy/view.js';
import { smallCompany } from '../../support/worlds.js';

type PolicySeed = NonNullable<Parameters<typeof smallCompany>[0]>['policies'] extends readonly (infer P)[] | undefined ? P : never;

const ID = 'A1B2C3D4E5F60001';

function load(changes: Partial<PolicySeed> = {}): { company: Company; policy: Policy } {
  const company = smallCompany({
    accounts: [
      { email: 'own@x.example', accountID: 7 },
      { email: 'ann@x.example', employeeID: 'E1' },
    ],
    policies: [{ id: ID, name: 'Sales', owner: 'own@x.example', created: '2024-10-24 17:46:03', ...changes }],
  });
  const policy = company.policies.get(ID);
  if (policy === undefined) throw new Error('no policy');
  return { company, policy };
}

const described = (changes: Partial<PolicySeed>, ...fields: string[]) => {
  const { company, policy } = load(changes);
  return describePolicy(company, policy, new Set(fields));
};

test.each(['categories', 'reportFields', 'tags', 'tax', 'employees'])(
  'requesting %s of a policy returns this section and no other',
  (field) => {
    expect(Object.keys(described({}, field))).toEqual([field]);
  },
);

test('sections are always in the same order', () => {
  expect(Object.keys(described({}, 'employees', 'tax', 'tags', 'reportFields', 'categories'))).toEqual([
    'categories',
    'reportFields',
    'tags',
    'tax',
    'employees',
  ]);
  expect(described({})).toEqual({});
});

test('a section contains the data of the policy', () => {
  const { policy } = load({ reportFields: [{ name: 'Trip' }], categories: [{ name: 'Meals' }] });
  expect(policy.reportFields).toHaveLength(1);
  expect(described({ reportFields: [{ name: 'Trip' }] }, 'reportFields')).toEqual({ reportFields: policy.reportFields });
  expect(described({ categories: [{ name: 'Meals' }] }, 'categories')).toEqual({ categories: policy.categories });
});

test('an employee has keys only for existing values, and an approver who forwards to nobody has ""', () => {
  const members: PolicySeed['members'] = [
    {
      email: 'ann@x.example',
      role: 'auditor',
      submitsTo: 'own@x.example',
      forwardsTo: 'bob@x.example',
      approvalLimit: 0,
      overLimitForwardsTo: 'cy@x.example',
      customField1: 'a',
      customField2: 'b',
      workerStatus: 'active',
    },
    { email: 'bob@x.example', submitsTo: 'own@x.example', forwardsTo: '', customField1: '', customField2: '' },
  ];
  expect(described({ members }, 'employees').employees?.slice(0, 2)).toStrictEqual([
    {
      role: 'auditor',
      customField1: 'a',
      customField2: 'b',
      employeeID: 'E1',
      email: 'ann@x.example',
      submitsTo: 'own@x.example',
      forwardsTo: 'bob@x.example',
      approvalLimit: 0,
      overLimitForwardsTo: 'cy@x.example',
    },
    { role: 'user', email: 'bob@x.example', submitsTo: 'own@x.example', forwardsTo: '' },
  ]);
});

test('an employee without an approver has no approver key', () => {
  const { company, policy } = load();
  const transaction = company.begin();
  transaction.members.put({ policyID: ID, accountID: 7, role: 'admin' });
  transaction.commit();
  expect(describePolicy(company, policy, new Set(['employees']))).toStrictEqual({ employees: [{ role: 'admin', email: 'own@x.example' }] });
});
