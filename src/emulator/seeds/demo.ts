import { demoCards, demoExpenses, demoReports } from './demo-reports.js';
import { categories, flatTags, levelledTags, reportFields, tax } from './demo-sections.js';
import type { Seed } from './schema.js';

/** Ids that README, contracts and tests use. */
export const DEMO = {
  owner: 'owner@acme.example',
  /** Owned and administered by the account of the default credentials. */
  mainPolicyID: 'A1B2C3D4E5F60001',
  secondPolicyID: 'A1B2C3D4E5F60002',
  /** The same account is a normal user here. */
  foreignPolicyID: 'A1B2C3D4E5F60003',
} as const;

const { owner, mainPolicyID, secondPolicyID, foreignPolicyID } = DEMO;

/** A company that is easy to understand: an owner, two managers who report to a director, and their people. */
export const demoSeed: Seed = {
  companies: [
    {
      id: 'acme',
      name: 'Acme',
      domains: ['acme.example'],
      domainAdmins: [owner],
      domainGroups: [
        { id: '1001', name: 'Everyone' },
        { id: '1002', name: 'Managers' },
        { id: '1003', name: 'Contractors' },
      ],
      accounts: [
        { email: owner, firstName: 'Olive', lastName: 'Owner', isNameSetByHand: true, accountID: 18558431 },
        person('dana.director', 'Dana', 'Director', 'E100', '1002'),
        person('max.manager', 'Max', 'Manager', 'E110', '1002'),
        person('mia.manager', 'Mia', 'Manager', 'E120', '1002'),
        person('ed.engineer', 'Ed', 'Engineer', 'E111'),
        person('eve.engineer', 'Eve', 'Engineer', 'E112'),
        person('eli.engineer', 'Eli', 'Engineer', 'E113'),
        person('sam.seller', 'Sam', 'Seller', 'E121'),
        { ...person('sue.seller', 'Susan', 'Seller', 'E122'), isNameSetByHand: true, secondaryLogins: ['sue.maiden@acme.example'] },
        person('sid.seller', 'Sid', 'Seller', 'E123'),
        person('ann.accountant', 'Ann', 'Accountant', 'E130'),
        person('cory.contractor', 'Cory', 'Contractor', 'E900', '1003'),
      ],
      policies: [mainPolicy(), secondPolicy(), foreignPolicy()],
      credentials: [{ actsAs: owner }, { actsAs: 'max.manager@acme.example' }],
      thirdPartyAccess: [{ grantor: 'dana.director@acme.example', grantee: owner }],
      sessions: [
        { account: 'max.manager@acme.example' },
        { account: 'ed.engineer@acme.example' },
        { account: 'ed.engineer@acme.example', device: 'mobile' },
        { account: 'sam.seller@acme.example', device: 'mobile' },
      ],
      domainCards: demoCards,
      reports: demoReports(DEMO),
      expenses: demoExpenses,
      expenseRules: [
        { policyID: mainPolicyID, account: 'eve.engineer@acme.example', ruleID: 0, tag: 'Engineering', defaultBillable: true },
      ],
    },
  ],
};

type PolicySeed = Seed['companies'][number]['policies'][number];

function person(login: string, firstName: string, lastName: string, employeeID: string, domainGroupID = '1001') {
  return { email: `${login}@acme.example`, firstName, lastName, employeeID, domainGroupID, primaryPolicyID: mainPolicyID };
}

function mainPolicy(): PolicySeed {
  return {
    id: mainPolicyID,
    name: 'Acme Headquarters',
    owner,
    settings: { approvalMode: 'ADVANCED', areWorkflowsEnabled: true },
    categories,
    tags: flatTags,
    tax,
    reportFields,
    members: [
      { email: owner, role: 'admin', submitsTo: owner, forwardsTo: '' },
      member('dana.director', owner, 'E100'),
      {
        ...member('max.manager', 'dana.director@acme.example', 'E110'),
        approvalLimit: 50000,
        overLimitForwardsTo: 'dana.director@acme.example',
        forwardsTo: 'dana.director@acme.example',
      },
      { ...member('mia.manager', 'dana.director@acme.example', 'E120'), forwardsTo: 'dana.director@acme.example' },
      member('ed.engineer', 'max.manager@acme.example', 'E111'),
      member('eve.engineer', 'max.manager@acme.example', 'E112'),
      member('eli.engineer', 'max.manager@acme.example', 'E113'),
      member('sam.seller', 'mia.manager@acme.example', 'E121'),
      member('sue.seller', 'mia.manager@acme.example', 'E122'),
      member('sid.seller', 'mia.manager@acme.example', 'E123'),
      { ...member('ann.accountant', owner, 'E130'), role: 'auditor' },
      member('cory.contractor', 'mia.manager@acme.example', 'E900'),
    ],
  };
}

function secondPolicy(): PolicySeed {
  return {
    id: secondPolicyID,
    name: 'Acme Field Sales',
    owner,
    outputCurrency: 'EUR',
    created: '2025-03-03 09:12:44',
    categories: [{ name: 'Travel' }, { name: 'Client meals', maxExpenseAmount: 15000 }],
    tags: levelledTags,
    members: [
      { email: owner, role: 'admin', submitsTo: owner, forwardsTo: '' },
      member('mia.manager', owner, 'E120'),
      member('sam.seller', 'mia.manager@acme.example', 'E121'),
    ],
  };
}

/** Owned by someone else: the account of the default credentials can see it, but not change it. */
function foreignPolicy(): PolicySeed {
  return {
    id: foreignPolicyID,
    name: 'Board Travel',
    type: 'team',
    owner: 'dana.director@acme.example',
    created: '2025-06-30 15:00:01',
    categories: [{ name: 'Travel' }],
    members: [
      { email: 'dana.director@acme.example', role: 'admin', submitsTo: 'dana.director@acme.example', forwardsTo: '' },
      { email: owner, role: 'user', submitsTo: 'dana.director@acme.example' },
    ],
  };
}

function member(login: string, submitsTo: string, employeeID: string) {
  return { email: `${login}@acme.example`, submitsTo, customField1: employeeID };
}
