<#-- A journal for the ledger: a debit for each expense, and a credit for each report. Amounts are cents of the report's currency. -->
<#-- Inside quotes, a quote is doubled. -->
<#function csv text>
  <#return text?replace('"', '""')>
</#function>
<#function money cents>
  <#return (cents / 100)?string("0.00")>
</#function>
<#if addHeader>
Date,Report,Account,Cost centre,Debit,Credit,Memo
</#if>
<#list reports as report>
  <#assign day = report.approved?substring(0, 10)>
  <#list report.transactionList as expense>
    ${day},${report.oldReportID},<#t>
    <#if expense.categoryGlCode?has_content>${expense.categoryGlCode}<#else>9999</#if>,<#t>
    ${expense.tagGlCode!},<#t>
    ${money(expense.convertedAmount)},,<#t>
    "${csv(expense.merchant)}"<#lt>
  </#list>
  ${day},${report.oldReportID},2100,,,${money(report.total)},"${csv(report.submitter.fullName)}: ${csv(report.reportName)}"<#lt>
</#list>
