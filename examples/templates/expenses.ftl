<#-- One line for each expense. Amounts are cents; an edited amount replaces the original one. -->
<#-- Inside quotes, a quote is doubled. -->
<#function csv text>
  <#return text?replace('"', '""')>
</#function>
<#if addHeader>
Date,Merchant,Category,GL code,Amount,Currency,Billable,Submitter,Report
</#if>
<#list reports as report>
  <#list report.transactionList as expense>
    <#if expense.modifiedAmount?has_content>
      <#assign amount = expense.modifiedAmount>
    <#else>
      <#assign amount = expense.amount>
    </#if>
    ${expense.created},<#t>
    "${csv(expense.merchant)}",<#t>
    "${csv(expense.category)}",<#t>
    ${expense.categoryGlCode},<#t>
    ${(amount / 100)?string("0.00")},<#t>
    ${expense.currency},<#t>
    ${expense.billable?string("yes", "no")},<#t>
    "${csv(report.submitter.fullName)}",<#t>
    "${csv(report.reportName)}"<#lt>
  </#list>
</#list>
