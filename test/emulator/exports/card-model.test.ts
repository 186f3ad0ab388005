import { expect, test } from 'vitest';
import type { CardExpenses } from '../../../src/emulator/exports/card/card-rows.js';
import { readImports } from '../../../src/emulator/exports/card/imports.js';
import { renderReconciliation } from '../../../src/emulator/exports/card/render-reconciliation.js';
import { DEMO_CARDS } from '../../../src/emulator/seeds/demo-reports.js';
import type { Company } from '../../../src/emulator/world/company.js';
import { demoCompany } from '../../support/worlds.js';

const demo = demoCompany();

function cardsOf(company: Company): CardExpenses[] {
  return [...company.domainCards.values()].map((card) => ({ card, expenses: [...company.expenses.list('cardID', card.cardID)] }));
}

const print = async (template: string, company = demo): Promise<string> =>
  (await renderReconciliation(template, company, cardsOf(company), { strict: true })).output;

/** The output of an expression for the first expense on the first report of the first card. */
const printFirst = (expression: string, company = demo): Promise<string> =>
  print(
    `<#list cards as card, reports><#list reports as report><#list report.transactionList as expense>\${${expression}}<#break></#list><#break></#list><#break></#list>`,
    company,
  );

test('lists cards, their reports, and the unreported expenses of a card under the report 0', async () => {
  const template = `<#list cards as card, reports>
\${card.ID} \${card.name} \${card.owner} \${card.bank}
<#list reports as report>
  \${report.ID} \${report.name!}<#t>
<#list report.transactionList as expense> \${expense.amount}</#list>
</#list>
</#list>`;
  expect(await print(template)).toBe(
    [
      '5312342 Sam Seller - 1979 sam.seller@acme.example citibank.com',
      '6243041203520222 Expo in January -95000 -8420',
      '0  -4599 -38900',
      '5312343 Eve Engineer - 2046 eve.engineer@acme.example citibank.com',
      '3259792838935117 Tools &quot;December&quot; -15900',
      '0  -999 -1500 -420',
      '',
    ].join('\n'),
  );
});

test.each([
  ['report.status', 'Processing'],
  ['report.status.displayName', 'Outstanding'],
  ['report.state', 'SUBMITTED'],
  ['report.base62ID', 'R00SamExpoJa'],
  ['report.total', '-105920'],
  ['report.getSubmitted()', '2026-01-19 12:00:00'],
  ['report.submitted', '2026-01-19 12:00:00'],
  ['(report.getApproved())!"none"', 'none'],
  ['(report.approved)!"none"', 'none'],
  ['report.isSubmitted()?c', 'true'],
  ['report.isOpen()?c', 'false'],
  ['report.open?c', 'false'],
  ['report.isClosed()?c', 'false'],
  ['report.ACHReimbursed?c', 'false'],
  ['report.hasAttachment()?c', 'false'],
  ['report.hasEverBeenExportedTo("ERP")?c', 'true'],
  ['report.hasEverBeenExportedTo("Other")?c', 'false'],
  ['report.getName()', 'Expo in January'],
  ['report.url', 'https://www.expensify.com/report?reportID=6243041203520222'],
  ['expense.modifiedAmount', '0'],
  ['expense.isAmountModified()?c', 'false'],
  ['expense.amountModified?c', 'false'],
  ['expense.isTagged()?c', 'true'],
  ['expense.isBillable()?c', 'true'],
  ['expense.getMerchant()', 'Expo Hall'],
  ['expense.reportID', '6243041203520222'],
  ['expense.base62ReportID', 'R00SamExpoJa'],
  ['expense.ID', '4056343049275634006'],
  ['expense.maskedPAN', '1234XXXXXXXX1979'],
  ['expense.posted', '2026-01-15'],
  ['expense.modifiedCreated', ''],
  ['(-expense.originalAmount / 100)?string("0.00")', '950.00'],
])('%s is %s', async (expression, value) => {
  const company = demoCompany({ exportLabels: [{ reportID: 'R00SamExpoJa', label: 'ERP', exported: '2026-01-20 10:00:00' }] });
  expect(await printFirst(expression, company)).toBe(value);
});

test('texts are HTML-escaped', async () => {
  const template = `<#list cards as card, reports><#list reports as report><#list report.transactionList as e>\${e.merchant};</#list></#list></#list>`;
  expect(await print(template)).toContain('Keyboard, Mouse &amp; More;');
});

/** Our own template with the columns of the default template in the API reference. */
const DEFAULT_COLUMNS = `<#function plain text><#assign t = text?replace("&amp;", "&")?replace("&quot;", '"')><#if isCsv && t?contains(",")><#return '"' + t?replace('"', '\\\\"') + '"'></#if><#return t></#function>
<#list cards as card, reports><#list reports as report><#list report.transactionList as x>
\${plain(x.originalMerchant)},\${plain(x.modifiedMerchant)},\${x.posted},\${x.originalCreated},\${x.modifiedCreated},\${(-x.originalAmount / 100)?string("0.##")},\${x.amountModified?then((-x.modifiedAmount / 100)?string("0.##"), "")},\${x.currency},\${x.split?then("YES", "NO")},\${x.category},\${x.tag},\${card.owner},\${plain(card.name)},\${(x.reportID gt 0)?then("reported", "unreported")},\${plain(report.name)},\${report.status!""},\${report.managerEmail},\${report.url},\${plain(x.comment)},\${x.externalID},\${(report.ID gt 0)?then(report.ID?c, "")}
</#list></#list></#list>`;

test('prints the same lines as the default template with FreeMarker itself', async () => {
  const card = { cardID: 1, domain: 'acme.example', account: 'ann@example.com', bank: 'b', feed: '', cardName: 'Ann, Card - 1234' };
  const expense = {
    cardID: 1,
    account: 'ann@example.com',
    merchant: 'Cafe & Co, Ltd',
    modifiedMerchant: 'Cafe',
    amount: 1250,
    currency: 'USD',
  };
  const more = { created: '2026-01-02', posted: '2026-01-03', category: 'Meals', tag: 'A:B', comment: 'say "hi", ok' };
  const rest = { currencyConversionRate: 1, mcc: 0, billable: false, reimbursable: true, attendees: [] };
  const company = demoCompany({
    domainCards: [
      {
        ...card,
        cardNumber: '1234',
        created: '2025-01-01 00:00:00',
        externalEmployeeID: '',
        lastImport: '',
        lastImportResult: 200,
        reimbursable: false,
        scrapeMinDate: '',
      },
    ],
    reports: [
      {
        reportID: '3955856040341523',
        name: 'Trip',
        policyID: 'A1B2C3D4E5F60001',
        account: 'ann@example.com',
        manager: 'boss@example.com',
        status: 'Approved',
        created: '2026-01-01 00:00:00',
        fields: {},
        isACHReimbursed: false,
        history: [],
      },
    ],
    expenses: [
      { ...expense, ...more, ...rest, reportID: '3955856040341523', modifiedAmount: 1300 },
      { ...expense, ...more, ...rest },
    ],
  });
  expect((await print(DEFAULT_COLUMNS, company)).trim().split('\n')).toEqual([
    '"Cafe & Co, Ltd",Cafe,2026-01-03,2026-01-02,,12.5,13,USD,NO,Meals,A:B,ann@example.com,"Ann, Card - 1234",reported,Trip,Approved,boss@example.com,https://www.expensify.com/report?reportID=3955856040341523,"say \\"hi\\", ok",,3955856040341523',
    '"Cafe & Co, Ltd",Cafe,2026-01-03,2026-01-02,,12.5,,USD,NO,Meals,A:B,ann@example.com,"Ann, Card - 1234",unreported,,,,,"say \\"hi\\", ok",,',
  ]);
});

test('imports add variables, and their lines are not printed', async () => {
  const template = `<!-- use cardOwnerData -->
<!-- use reportPolicyData -->
  <!-- use categoryGLCodeMap -->
<!-- use repordFieldData[Cost centre, Due] -->
<#list cards as card, reports><#list reports as report><#list report.transactionList as expense>
<#assign owner = cardOwnerData[card.owner]!{}><#assign policy = reportPolicyData[report.policyID]!{}>
\${owner.employeeID} \${owner.mapData.firstName} \${owner.mapData["customField1"]} \${policy.name!""} \${categoryGLCodeMap[expense.category]!""} \${reportFieldData.Cost_centre[report.ID?c]!""}
<#break></#list><#break></#list></#list>`;
  expect(await print(template)).toBe('E121 Sam E121 Acme Headquarters 6100 CC-10\nE112 Eve E112 Acme Headquarters 6300 CC-10\n');
});

test('variables that are not imported are missing', async () => {
  expect(await print('${(cardOwnerData?size)!"none"} ${(reportFieldData?size)!"none"}')).toBe('none none');
});

test('an error after an import is reported at its position in the text', async () => {
  const { errors } = await renderReconciliation('<!-- use cardOwnerData -->\n${zzz}', demo, []);
  expect(errors[0]).toMatchObject({ line: 2, column: 1 });
});

test('a comment that does not name a bundle stays in the output', async () => {
  expect(await print('<!-- use magic -->')).toBe('<!-- use magic -->');
  expect(readImports('<!-- use magic -->').names.size).toBe(0);
});

test('the demo company has the cards that the tests use', () => {
  expect(cardsOf(demo).map(({ card }) => card.cardID)).toEqual(Object.values(DEMO_CARDS));
});
