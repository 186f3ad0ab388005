/** Sent by clients that leave the choice of a template to the service. */
export const DEFAULT_TEMPLATE = 'default';

/** The table in a spreadsheet that is exported without a template. It is our own; the service's is not published. */
export const expenseTable = `<#function cell text><#return '"' + text?replace('"', '""') + '"'></#function>
<#if addHeader>
Report ID,Report name,Submitter,Status,Date,Merchant,Category,Tag,Comment,Amount,Currency
</#if>
<#list reports as report>
<#list report.transactionList as expense>
\${cell(report.reportID)},\${cell(report.reportName)},\${cell(report.accountEmail)},\${cell(report.status)},\${expense.created},\${cell(expense.merchant)},\${cell(expense.category)},\${cell(expense.tag)},\${cell(expense.comment)},\${(expense.amount / 100)?string("0.00")},\${expense.currency}
</#list>
</#list>
`;
