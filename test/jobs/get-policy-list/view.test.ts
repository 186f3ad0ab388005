import { expect, test } from 'vitest';
import type { Company } from '../../../src/emulator/world/company.js';
import type { Policy } from '../../../src/emulator/world/entities/policy.js';
import { summarisePolicy } from '../../../src/jobs/get-policy-list/view.js';
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

const summary = (changes: Partial<PolicySeed> = {}) => {
  const { company, policy } = load(changes);
  return summarisePolicy(company, policy, 'auditor');
};

/** 16 digits, and the same in every run and on every machine, so that stored responses can be compared. */
const CHAT_ID = 5_044_098_076_898_157;

test('a policy without settings is listed as recorded, with keys in the recorded order', () => {
  expect(JSON.stringify(summary())).toBe(
    JSON.stringify({
      shouldShowAutoApprovalOptions: false,
      role: 'auditor',
      chatReportIDAdmins: CHAT_ID,
      areCompanyCardsEnabled: false,
      shouldShowCustomReportTitleOption: false,
      areExpensifyCardsEnabled: false,
      type: 'corporate',
      areRulesEnabled: false,
      areConnectionsEnabled: false,
      approvalMode: 'OPTIONAL',
      maxExpenseAmountNoReceipt: 10_000_000_000,
      areCategoriesEnabled: false,
      areReportFieldsEnabled: false,
      maxExpenseAmount: 10_000_000_000,
      id: ID,
      areWorkflowsEnabled: false,
      outputCurrency: 'USD',
      owner: 'own@x.example',
      areInvoicesEnabled: false,
      avatarURL: '',
      created: '2024-10-24 17:46:03',
      eReceipts: true,
      shouldShowAutoReimbursementLimitOption: false,
      autoReimbursement: '',
      tax: '{"trackingEnabled":false}',
      areDistanceRatesEnabled: false,
      maxExpenseAge: 10_000_000_000,
      isPolicyExpenseChatEnabled: '1',
      ownerAccountID: 7,
      name: 'Sales',
      areTagsEnabled: false,
      invoice: { markUp: 0 },
      chatReportIDAnnounce: 0,
    }),
  );
});

test.each<[string, Partial<PolicySeed>, object]>([
  ['categories', { categories: [{ name: 'Meals' }] }, { areCategoriesEnabled: true }],
  ['report fields', { reportFields: [{ name: 'Trip' }] }, { areReportFieldsEnabled: true }],
  ['tags', { tags: [{ name: 'Berlin', enabled: true, glCode: '' }] }, { areTagsEnabled: true }],
])('a policy with %s has them enabled', (_what, changes, expected) => {
  expect(summary(changes)).toMatchObject(expected);
});

test('a policy with tax rates tracks tax', () => {
  expect(summary({ tax: { default: 'id_1', rates: [] } as never }).tax).toBe('{"trackingEnabled":true}');
});

test('the settings of a policy override the defaults', () => {
  const settings = {
    shouldShowAutoApprovalOptions: true,
    chatReportIDAdmins: 1,
    areCompanyCardsEnabled: true,
    shouldShowCustomReportTitleOption: true,
    areExpensifyCardsEnabled: true,
    areRulesEnabled: true,
    areConnectionsEnabled: true,
    approvalMode: 'ADVANCED',
    maxExpenseAmountNoReceipt: 2,
    areCategoriesEnabled: true,
    areReportFieldsEnabled: true,
    maxExpenseAmount: 3,
    areWorkflowsEnabled: true,
    areInvoicesEnabled: true,
    avatarURL: 'https://x.example/a.png',
    eReceipts: false,
    shouldShowAutoReimbursementLimitOption: true,
    autoReimbursement: 'yes',
    tax: 'none',
    areDistanceRatesEnabled: true,
    maxExpenseAge: 4,
    isPolicyExpenseChatEnabled: '0',
    areTagsEnabled: true,
    invoice: { markUp: 5 },
    chatReportIDAnnounce: 6,
  };
  expect(summary({ settings: settings as never })).toMatchObject(settings);
});
