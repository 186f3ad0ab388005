/** The inputs of a Raw Request card. */
const OKTA_CARD = `Method        POST
URL           ENDPOINT
Headers       Content-Type: application/x-www-form-urlencoded
Body          requestJobDescription={{URL Encode of the job}}

The job, from an Object › Construct card:
{
  "type": "get",
  "credentials": { "partnerUserID": "…", "partnerUserSecret": "…" },
  "inputSettings": { "type": "policyList" }
}
`;

const TEST = [
  "import { expect } from 'vitest';",
  "import { test } from 'expensify-emulator/vitest';",
  '',
  "test('lists the policies', async ({ emulator, client }) => {",
  '  expect(await client.listPolicies()).toHaveLength(2);',
  "  expect(emulator).toHaveReceivedJob('get policyList');",
  '});',
  '',
].join('\n');

/** The template that the page starts with. It prints a line of CSV for each expense. */
const SAMPLE_TEMPLATE = `<#if addHeader>
Report,Owner,Date,Merchant,Amount
</#if>
<#list reports as report>
<#list report.transactionList as expense>
"\${report.reportName?replace('"', '""')}",\${report.accountEmail},\${expense.created},"\${expense.merchant?replace('"', '""')}",\${(expense.amount / 100)?string("0.00")}
</#list>
</#list>
`;

/** The sample for reconciliations, which prints the expenses of each card. */
const SAMPLE_RECONCILIATION = `Card,Report,Merchant,Amount
<#list cards as card, reports>
<#list reports as report>
<#list report.transactionList as expense>
\${card.name},\${report.name!},\${expense.merchant},\${(expense.amount / 100)?string("0.00")}
</#list>
</#list>
</#list>
`;

/** Texts that pages start with, which would be a part of each page's script otherwise. */
export interface PageTexts {
  readonly oktaCard: string;
  readonly test: string;
  readonly export: string;
  readonly reconciliation: string;
}

export const PAGE_TEXTS: PageTexts = {
  oktaCard: OKTA_CARD,
  test: TEST,
  export: SAMPLE_TEMPLATE,
  reconciliation: SAMPLE_RECONCILIATION,
};
