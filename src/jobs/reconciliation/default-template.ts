/**
 * The template used when the request has none. It has the columns of the reference's default template and quotes like it: a
 * cell is quoted only in CSV files and only if it contains a comma. Other cells with quotes or line breaks are not quoted.
 */
export const defaultTemplate = `<#function plain text><#return text?replace('&lt;', '<')?replace('&gt;', '>')?replace('&quot;', '"')?replace('&apos;', "'")?replace('&#39;', "'")?replace('&amp;', '&')></#function>
<#function quoted text><#return '"' + text?replace('"', '\\\\"') + '"'></#function>
<#function cell html>
<#assign text = plain(html)>
<#if isCsv && text?contains(',') && !text?starts_with('"')><#return quoted(text)></#if>
<#return text>
</#function>
<#if addHeader>
Original Merchant,Modified Merchant,Posted date,Sales date,Modified Sales date,Original Amount,Modified Amount,Currency,Split,Category,Tag,Email,Card name,Expense status,Report name,Report status,Submitted to,Report URL,Comment,External ID,Report ID
</#if>
<#list cards as card, reports>
<#list reports as report>
<#list report.transactionList as expense>
\${cell(expense.originalMerchant)},\${cell(expense.modifiedMerchant!)},\${expense.posted!},\${expense.originalCreated},<#if expense.modifiedCreated! != expense.originalCreated>\${expense.modifiedCreated!}</#if>,\${-expense.originalAmount / 100},<#t>
<#if expense.amountModified>\${-expense.modifiedAmount / 100}</#if>,\${expense.currency},\${expense.split?then('YES', 'NO')},\${cell(expense.category)},\${cell(expense.tag!)},\${cell(card.owner)},\${cell(card.name)},<#t>
<#if report.ID == 0>unreported,,,,,<#else>reported,\${cell(report.name)},\${report.status},\${cell(report.managerEmail!)},\${report.url},</#if><#t>
\${cell(expense.comment!)},\${cell(expense.externalID!)},<#if report.ID != 0>\${report.ID}</#if>
</#list>
</#list>
</#list>
`;
