import { expect, test } from 'vitest';
import { createClient, NotFoundError, ServerError, ValidationError } from '../../src/client/index.js';
import { DEMO } from '../../src/emulator/seeds/demo.js';
import { DEMO_REPORTS } from '../../src/emulator/seeds/demo-reports.js';
import { clientOf, failureOf } from '../support/clients.js';
import { createTestEmulator } from '../support/emulator.js';
import { createFakeRuntime } from '../support/fake-runtime.js';

async function open() {
  const emulator = await createTestEmulator();
  const company = emulator.world.companies.get('acme');
  if (company === undefined) throw new Error('no company');
  return { client: clientOf(emulator), company };
}

test('a report is created with its expenses', async () => {
  const { client, company } = await open();
  const { reportID, reportName } = await client.createReport({
    policyID: DEMO.mainPolicyID,
    employeeEmail: DEMO.owner,
    report: { title: 'May' },
    expenses: [{ date: '2026-05-01', currency: 'USD', merchant: 'Taxi', amount: 1250 }],
  });
  expect(reportName).toBe('May');
  expect(company.reports.get(reportID)).toMatchObject({ name: 'May', status: 'Open' });
});

test('expenses are created and come back with their ids', async () => {
  const { client, company } = await open();
  const [expense] = await client.createExpenses(DEMO.owner, [{ merchant: 'Taxi', created: '2026-05-01', amount: 1250, currency: 'USD' }]);
  expect(company.expenses.get(expense?.transactionID ?? '')).toMatchObject({ merchant: 'Taxi', amount: 1250 });
});

test.each(['createExpenses', 'createReport'] as const)('%s is sent once, whatever comes back', async (method) => {
  let requests = 0;
  const client = createClient({
    credentials: { partnerUserID: 'aa_me', partnerUserSecret: 'hush' },
    runtime: createFakeRuntime(),
    fetch: async () => {
      requests++;
      return new Response('down', { status: 503 });
    },
  });
  const call =
    method === 'createExpenses'
      ? client.createExpenses('ann@acme.example', [{ merchant: 'Taxi', created: '2026-05-01', amount: 1, currency: 'USD' }])
      : client.createReport({ policyID: 'A', employeeEmail: 'ann@acme.example', report: { title: 'May' }, expenses: [] });
  expect(await failureOf(call)).toBeInstanceOf(ServerError);
  expect(requests).toBe(1);
});

test('a rule is created, changed, and refused with 666 when it exists', async () => {
  const { client, company } = await open();
  const rule = { policyID: DEMO.mainPolicyID, employeeEmail: 'ed.engineer@acme.example' };
  await client.createExpenseRules({ ...rule, actions: { tag: 'Engineering', defaultBillable: true } });
  const failure = await failureOf(client.createExpenseRules({ ...rule, actions: { tag: 'Engineering', defaultBillable: true } }));
  expect(failure).toBeInstanceOf(ValidationError);
  expect(failure.responseCode).toBe(666);
  const ruleID = [...company.expenseRules.values()].find(({ defaultBillable }) => defaultBillable === true)?.ruleID ?? -1;
  await client.updateExpenseRules({ ...rule, ruleID, actions: { tag: 'Sales' } });
  expect([...company.expenseRules.values()].map(({ tag }) => tag)).toContain('Sales');
});

test('a policy is created, and the account sees it', async () => {
  const { client } = await open();
  const { policyID } = await client.createPolicy('New workspace', { plan: 'corporate' });
  expect(await client.listPolicies()).toContainEqual(expect.objectContaining({ id: policyID, name: 'New workspace', type: 'corporate' }));
});

test('approved reports are reimbursed, and others are named', async () => {
  const { client } = await open();
  const reportIDs = [DEMO_REPORTS.approved, DEMO_REPORTS.open];
  expect(await client.reimburseReports({ reportIDs, paymentSource: 'Payroll' })).toMatchObject({
    reportIDs: [DEMO_REPORTS.approved],
    skippedReports: [{ reason: "Report is in status 'Open'", reportID: DEMO_REPORTS.open }],
  });
  expect(await client.reimburseReports({ startDate: '2026-01-01', endDate: '2026-01-31' })).toMatchObject({ responseCode: 200 });
});

test('a file that is not there is a NotFoundError', async () => {
  const { client } = await open();
  expect(await failureOf(client.download('export-none.csv'))).toBeInstanceOf(NotFoundError);
});
