import { describe, expect, test } from 'vitest';
import { lintTemplate } from '../../../../src/emulator/exports/lint/lint-template.js';
import { RULES, type RuleID } from '../../../../src/emulator/exports/lint/rules.js';

/** The rules that a template violates, each once. */
const rulesOf = (template: string): RuleID[] => [...new Set(lintTemplate(template).map(({ rule }) => rule))];

/** Inside loops over reports and expenses. */
const inLoops = (text: string): string =>
  /reports as|^\[|^\{|^<m>|^<#ls|^Merch/.test(text)
    ? text.startsWith('{"m') || text.startsWith('<m>')
      ? `${text.charAt(0) === '{' ? '[' : '<r>'}<#list reports as report><#list report.transactionList as expense>${text}<#sep>,</#list></#list>`
      : text
    : `id,<#list reports as report><#list report.transactionList as expense>${text}\n</#list></#list>`;

const examples = Object.entries(RULES).map(([rule, facts]) => ({ rule, ...facts }));

describe('the examples of the rules', () => {
  test.each(examples.flatMap((each) => ('bad' in each ? [[each.rule, each.bad] as const] : [])))('%s is found in %j', (rule, bad) => {
    expect(rulesOf(inLoops(bad))).toContain(rule);
  });

  test.each(examples.flatMap((each) => ('good' in each ? [[each.rule, each.good] as const] : [])))(
    '%s is not found in %j',
    (rule, good) => {
      expect(rulesOf(inLoops(good))).not.toContain(rule);
    },
  );
});

test('a finding has its position, its level, a message and advice', () => {
  expect(lintTemplate('<#list reports as report>\n  ${report.reportNam}\n</#list>')).toEqual([
    {
      rule: 'misspelt-name',
      level: 'error',
      line: 2,
      column: 5,
      message: "'report' has no attribute 'reportNam'. Did you mean 'reportName'?",
      advice: RULES['misspelt-name'].advice,
    },
  ]);
});

test('a syntax error is a finding with its position', () => {
  expect(lintTemplate('a\n<#if x>')).toMatchObject([{ rule: 'syntax-error', level: 'error', line: 2, column: 8 }]);
});

test('a template that is too long is a finding', () => {
  expect(rulesOf('x'.repeat(300_000))).toEqual(['too-long']);
});

describe('constructs of good templates have no finding', () => {
  test.each([
    ['a header for the first batch', '<#if addHeader>Merchant,Amount\n</#if>'],
    ['an amount with two decimals', '${(expense.amount / 100)?string("0.00")},'],
    ['an amount divided by 100', '${expense.amount / 100},'],
    [
      'an amount that may be edited',
      '<#if expense.modifiedAmount?has_content>${expense.modifiedAmount / 100}<#else>${expense.amount / 100}</#if>,',
    ],
    [
      'an edited amount in an assignment',
      '<#if expense.modifiedAmount?has_content><#assign a = expense.modifiedAmount><#else><#assign a = expense.amount></#if>${a / 100},',
    ],
    [
      'a condition in a variable',
      '<#assign edited = expense.modifiedAmount?has_content><#if edited>${expense.modifiedAmount / 100}</#if>,',
    ],
    ['a condition in ?then', '${expense.modifiedAmount?has_content?then(expense.modifiedAmount / 100, 0)},'],
    ['a condition with &&', '<#if expense.modifiedAmount?has_content && expense.modifiedAmount gt 0>x</#if>'],
    ['an early default', '${(expense.modifiedAmount!expense.amount) / 100},'],
    [
      'the approval of an approved report',
      '<#if report.status == "Approved">${report.approved?date("yyyy-MM-dd")?string("M/d/yy")}</#if>,',
    ],
    ['a boolean in words', '${expense.billable?string("yes", "no")},${expense.reimbursable?c},${expense.hasTax?then(1, 0)},'],
    ['a boolean as a condition', '<#if expense.billable && !expense.reimbursable || report.isACHReimbursed == true>x</#if>'],
    ['a receipt that may be missing', '<#if expense.receiptObject?has_content>${expense.receiptObject.url!}</#if>,'],
    ['a level of the tag', '${expense.ntag1},${expense.ntag2GlCode},'],
    ['a report field', '${report.customField.Cost_centre},${(report.customField.Any_thing)!""},'],
    ['an unknown attribute with a default', '${expense.projectCode!""},${(report.a.b)!},<#if expense.whatever??>x</#if>'],
    [
      'lists in reports',
      '<#list report.approvers as approver>${approver.email} ${approver.date},</#list><#list report.actionList as action>${action.details.message!}</#list>',
    ],
    ['a filtered list', '<#list report.actionList?filter(a -> a.action == "APPROVED") as action>${action.created},</#list>'],
    ['a first item', '${(report.approvers?first.email)!""},${(report.approvers[0].date)!""},'],
    ['loop variables', '${expense?index},${expense_index},${expense?counter},<#if expense_has_next>;</#if>'],
    ['a function', '<#function quote text><#return text?replace(",", ";")></#function>${quote(expense.merchant)},'],
    ['a macro', '<#macro cell value>"${value}",</#macro><@cell value=expense.currency/><@cell expense.currency/>'],
    ['a counter', '<#assign n = 0><#assign n = n + 1>${n},'],
    ['a captured text', '<#assign line>${expense.currency}</#assign>${line},'],
    ['the time', '${.now?string("yyyy-MM-dd")},'],
    ['a comparison with an empty text', '<#if expense.category == "" || report.submitted != "">x</#if>'],
    ['a quoted merchant', `"\${expense.merchant?replace('"', '""')}",`],
    ['quotes over two columns', `"\${expense.currency}","\${expense.category}",`],
  ])('%s', (_, text) => {
    const template = text.includes('addHeader')
      ? text
      : `<#list reports as report><#list report.transactionList as expense>${text}\n</#list></#list>`;
    expect(lintTemplate(template).filter(({ rule }) => rule !== 'needs-encoding')).toEqual([]);
  });

  test('JSON with a separator in each list', () => {
    const template =
      '<#list reports as report>{"id": "${report.reportID}", "expenses": [<#list report.transactionList as expense>{"m": "${expense.merchant?json_string}", "a": ${expense.amount}}<#sep>,</#list>]}<#if report_has_next>,</#if></#list>';
    expect(rulesOf(`[${template}]`)).toEqual(['printed-per-batch']);
  });

  test('a JSON value in each line', () => {
    expect(rulesOf('<#list reports as report>{"id": "${report.reportID}"}\n</#list>')).toEqual([]);
  });

  test('a reconciliation', () => {
    const template = `<!-- use cardOwnerData -->
<#if addHeader>
    Merchant,Amount<#lt>
</#if>
<#list cards as card, reports>
    <#list reports as report>
        <#list report.transactionList as transaction>
            <#if transaction.reportID lt 0><#assign status = "deleted"><#else><#assign status = "reported"></#if>
            <#if report.ID gt 0><#assign reportID = report.ID?c><#else><#assign reportID = ""></#if>
            \${transaction.posted},\${(-transaction.originalAmount/100)?string("0.##")},<#t>
            \${transaction.amountModified?then((-transaction.modifiedAmount/100)?string("0.##"), "")},<#t>
            \${transaction.split?then("YES","NO")},\${card.owner},\${status},\${report.status!""},\${report.status.displayName},<#t>
            \${(report.getApproved())!""},\${report.isOpen()?c},\${cardOwnerData[card.owner].employeeID},\${reportID}<#lt>
        </#list>
    </#list>
</#list>`;
    expect(lintTemplate(template)).toEqual([]);
  });
});

describe('mistakes', () => {
  const inReport = (text: string): RuleID[] =>
    rulesOf(`<#list reports as report><#list report.transactionList as expense>${text},\n</#list></#list>`);

  test.each<[string, string, RuleID]>([
    ['a misspelt variable', '${repot.total}', 'misspelt-name'],
    ['a misspelt attribute in a condition', '<#if expense.billabel>x</#if>', 'misspelt-name'],
    ['a misspelt attribute through a variable', '<#assign e = expense>${e.merchnt}', 'misspelt-name'],
    ['a misspelt attribute of an item of a list', '<#list report.approvers as a>${a.emial}</#list>', 'misspelt-name'],
    ['a misspelt attribute in a lambda', '<#list report.actionList?filter(a -> a.acton == "x") as b>x</#list>', 'misspelt-name'],
    ['an attribute of the wrong object', '${report.merchantName}', 'unknown-name'],
    ['a method of reconciliations', '${report.hasAttachment()?c}', 'unknown-name'],
    ['a boolean in a text', '${"billable: " + expense.billable}', 'unprintable'],
    ['a boolean within a text', '${"b ${expense.billable}"}', 'unprintable'],
    ['a comparison', '${expense.amount gt 5}', 'unprintable'],
    ['a boolean through a variable', '<#assign b = expense.billable>${b}', 'unprintable'],
    ['a list', '${report.approvers}', 'unprintable'],
    ['a hash', '${expense.receiptObject}', 'unprintable'],
    ['an amount compared with an empty text', '<#if expense.modifiedAmount != "">x</#if>', 'never-equal'],
    ['an empty amount in a sum', '${expense.amount + expense.modifiedAmount}', 'empty-in-arithmetic'],
    ['an empty amount under another condition', '<#if expense.billable>${expense.modifiedAmount / 100}</#if>', 'empty-in-arithmetic'],
    ['a negative empty amount', '${-expense.modifiedAmount}', 'empty-in-arithmetic'],
    ['an empty date', '${report.reimbursed?date("yyyy-MM-dd")?string("yyyy")}', 'empty-date'],
    ['a division by a rate', '${expense.convertedAmount / expense.currencyConversionRate}', 'long-division'],
  ])('%s: %j', (_, text, rule) => {
    expect(inReport(text)).toContain(rule);
  });

  test('the method of a reconciliation that is not called', () => {
    expect(rulesOf('<#list cards as card, reports><#list reports as report>${report.isOpen}</#list></#list>')).toEqual(['unprintable']);
  });

  test('a variable that is never assigned', () => {
    expect(rulesOf('${zebra}')).toContain('unknown-name');
  });

  test('tags that are not directives, before the first directive', () => {
    expect(lintTemplate('[#list reports as report]x[/#list]')).toMatchObject([
      { rule: 'not-a-directive', column: 1 },
      { rule: 'printed-per-batch' },
    ]);
    expect(lintTemplate('<#lst reports as r>')[0]?.message).toBe("'<#lst' is printed as text. Did you mean 'list'?");
    expect(rulesOf('<#noparse><#foo></#noparse>')).not.toContain('not-a-directive');
  });

  test('a separator in the innermost list only', () => {
    const template = '[<#list reports as report><#list report.transactionList as e>{"a": ${e.amount}}<#sep>,</#sep></#list></#list>]';
    expect(lintTemplate(template).filter(({ rule }) => rule === 'missing-separator')).toMatchObject([{ line: 1, column: 2 }]);
  });

  test('a tag in JSON, whose colons are escaped by a backslash', () => {
    const template = '[<#list reports as r><#list r.transactionList as e>"${e.tag}"<#sep>,</#list><#sep>,</#list>]';
    expect(rulesOf(template)).toEqual(['printed-per-batch', 'unescaped-json']);
  });

  test('names text within a block of white space', () => {
    expect(lintTemplate('<#compress>\n[\n</#compress>')).toMatchObject([
      { rule: 'printed-per-batch', line: 2, message: "'[' is printed once for each batch." },
    ]);
  });

  test('names the header that each batch prints', () => {
    expect(lintTemplate('Merchant,Amount\n<#list reports as report>${report.total}\n</#list>')).toMatchObject([
      { rule: 'printed-per-batch', line: 1, message: "'Merchant,Amount' is printed once for each batch." },
    ]);
  });
});
