import { expect, test } from 'vitest';
import { createClient, NotFoundError, PermissionError, ServerError, ValidationError } from '../../src/client/index.js';
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

test('expenses are created and returned with their ids', async () => {
  const { client, company } = await open();
  const [expense] = await client.createExpenses(DEMO.owner, [{ merchant: 'Taxi', created: '2026-05-01', amount: 1250, currency: 'USD' }]);
  expect(company.expenses.get(expense?.transactionID ?? '')).toMatchObject({ merchant: 'Taxi', amount: 1250 });
});

test('expenses for another person are a PermissionError', async () => {
  const { client } = await open();
  const call = client.createExpenses('ed.engineer@acme.example', [{ merchant: 'Taxi', created: '2026-05-01', amount: 1, currency: 'USD' }]);
  const failure = await failureOf(call);
  expect(failure).toBeInstanceOf(PermissionError);
  expect(failure.responseCode).toBe(401);
});

test.each(['createExpenses', 'createReport'] as const)('%s is sent once, even if it fails', async (method) => {
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

test('a rule is created and updated, and an existing one is refused with 666', async () => {
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

test('a policy is created, and the account can see it', async () => {
  const { client } = await open();
  const { policyID } = await client.createPolicy('New workspace', { plan: 'corporate' });
  expect(await client.listPolicies()).toContainEqual(expect.objectContaining({ id: policyID, name: 'New workspace', type: 'corporate' }));
});

test('categories, tags and tag approvers of policies are written', async () => {
  const { client } = await open();
  const id = DEMO.mainPolicyID;
  await client.updatePolicies([id], {
    categories: { action: 'merge', data: [{ name: 'Fuel', enabled: true }] },
    tags: { source: 'file', config: { dependency: false, glCodes: false, header: true, setRequired: false, fileType: 'csv' } },
    tagFile: 'Department\nField\nOffice\n',
  });
  const { [id]: policy } = await client.getPolicies([id], { fields: ['categories', 'tags'] });
  expect(policy?.categories.map(({ name }) => name)).toContain('Fuel');
  expect(JSON.stringify(policy?.tags)).toContain('Office');
  await client.updateTagApprovers(id, [{ name: 'Field', approver: 'max.manager@acme.example' }]);
});

test('the cards of a domain are listed', async () => {
  const { client } = await open();
  expect(await client.listDomainCards('acme.example')).toContainEqual(expect.objectContaining({ cardName: 'Sam Seller - 1979' }));
});

test('members are added by the deprecated CSV updater, which returns their number', async () => {
  const { client } = await open();
  const csv = 'EmployeeEmail,ManagerEmail,Admin\nnew@acme.example,max.manager@acme.example,false\n';
  expect(await client.updateEmployeesCsv(DEMO.mainPolicyID, csv)).toBe(13);
});

test('approved reports are reimbursed, and others are listed', async () => {
  const { client } = await open();
  const reportIDs = [DEMO_REPORTS.approved, DEMO_REPORTS.open];
  expect(await client.reimburseReports({ reportIDs, paymentSource: 'Payroll' })).toMatchObject({
    reportIDs: [DEMO_REPORTS.approved],
    skippedReports: [{ reason: "Report is in status 'Open'", reportID: DEMO_REPORTS.open }],
  });
  expect(await client.reimburseReports({ startDate: '2026-01-01', endDate: '2026-01-31' })).toMatchObject({ responseCode: 200 });
});

test('reports are exported to one file for each extension, and downloaded', async () => {
  const { client } = await open();
  const template = '<#list reports as report>${report.reportName}\n</#list>';
  const names = await client.exportReports({
    template,
    fileExtension: ['csv', 'txt'],
    fileBasename: 'mine',
    reportIDs: [DEMO_REPORTS.closed],
  });
  expect(names.map((name) => name.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, 'UUID'))).toEqual(['mineUUID.csv', 'mineUUID.txt']);
  expect(new TextDecoder().decode(await client.download(names[0] ?? ''))).toBe('Short engagement\n');
});

test('exported reports are marked, and left out the next time', async () => {
  const { client } = await open();
  const template = '<#list reports as report>${report.reportID} </#list>';
  const request = { template, fileExtension: 'txt', approvedAfter: '2026-01-10', limit: 5, reportState: ['APPROVED'] } as const;
  const exported = async (changes: object) => {
    const [name = ''] = await client.exportReports({ ...request, ...changes });
    return new TextDecoder().decode(await client.download(name));
  };
  expect(await exported({ onFinish: [{ actionName: 'markAsExported', label: 'ERP' }] })).toContain(DEMO_REPORTS.euros);
  expect(await exported({ markedAsExported: 'ERP' })).toBe('');
  expect(await exported({ markedAsExported: 'Other', test: true })).toContain(DEMO_REPORTS.euros);
});

test('card expenses are exported to a file in the file system reconciliation', async () => {
  const { client } = await open();
  const template = '<#list cards as card, reports>${card.name}\n</#list>';
  const request = { template, domain: 'acme.example', startDate: '2026-01-01', endDate: '2026-01-31', type: 'All' } as const;
  const name = await client.exportCardExpenses(request);
  expect(new TextDecoder().decode(await client.download(name, { fileSystem: 'reconciliation' }))).toContain('Sam Seller - 1979');
  expect(await client.exportCardExpenses({ ...request, fileExtension: 'txt' })).toMatch(/\.txt$/);
});

test('a missing file is a NotFoundError', async () => {
  const { client } = await open();
  expect(await failureOf(client.download('export-none.csv'))).toBeInstanceOf(NotFoundError);
});
