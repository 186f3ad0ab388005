/** The template that the page starts with. It prints a line of CSV for each expense. */
export const SAMPLE_TEMPLATE = `<#if addHeader>
Report,Owner,Date,Merchant,Amount
</#if>
<#list reports as report>
<#list report.transactionList as expense>
"\${report.reportName?replace('"', '""')}",\${report.accountEmail},\${expense.created},"\${expense.merchant?replace('"', '""')}",\${(expense.amount / 100)?string("0.00")}
</#list>
</#list>
`;

/** The sample for reconciliations, which prints the expenses of each card. */
export const SAMPLE_RECONCILIATION = `Card,Report,Merchant,Amount
<#list cards as card, reports>
<#list reports as report>
<#list report.transactionList as expense>
\${card.name},\${report.name!},\${expense.merchant},\${(expense.amount / 100)?string("0.00")}
</#list>
</#list>
</#list>
`;
