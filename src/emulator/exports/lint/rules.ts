import type { Place } from '../../templates/errors.js';

export const LEVELS = ['error', 'warning', 'note'] as const;
export type Level = (typeof LEVELS)[number];

interface Rule {
  readonly level: Level;
  /** What goes wrong, in sentences. */
  readonly why: string;
  readonly advice: string;
  /** A template with the problem, and one without it. */
  readonly bad?: string;
  readonly good?: string;
}

/** All rules of `lintTemplate`. `docs/reference/template-lints.md` is generated from this table. */
export const RULES = {
  'syntax-error': {
    level: 'error',
    why: "The template can't be parsed, so the service creates no file.",
    advice: 'Fix the syntax at this place.',
    bad: '<#if addHeader>Merchant',
    good: '<#if addHeader>Merchant</#if>',
  },
  'unsupported-feature': {
    level: 'warning',
    why: 'The template uses a part of FreeMarker that the emulator does not implement, so nothing after it was checked.',
    advice: 'Test this template with a real export.',
    bad: '<#include "header">',
  },
  'too-long': {
    level: 'error',
    why: 'The template is longer than the emulator accepts. The limit of the service is unknown.',
    advice: 'Shorten the template.',
  },
  'not-a-directive': {
    level: 'error',
    why: 'Before its first directive, FreeMarker prints an unknown tag as text.',
    advice: 'Correct the name of the directive. Write directives with angle brackets: `<#list …>`.',
    bad: '<#lst reports as report>',
    good: '<#list reports as report>…</#list>',
  },
  'misspelt-name': {
    level: 'error',
    why: 'No variable or attribute has this name, but one has a similar name. The service prints nothing instead.',
    advice: 'Correct the name. See docs/reference/template-attributes.md for the attributes.',
    bad: '${report.reportNam}',
    good: '${report.reportName}',
  },
  'unknown-name': {
    level: 'warning',
    why: 'No variable or attribute with this name is known. The service prints nothing if it does not know the name either.',
    advice: 'Check the name, or give it a default: `${report.projectCode!""}`.',
    bad: '${report.projectCode}',
    good: '${report.projectCode!""}',
  },
  unprintable: {
    level: 'error',
    why: 'FreeMarker cannot print booleans, lists and hashes. The service ignores the error and prints nothing.',
    advice: 'Format booleans with `?string("true", "false")` or `?c`. Use `<#list>` or an attribute for lists and hashes.',
    bad: '${expense.billable}',
    good: '${expense.billable?string("true", "false")}',
  },
  'never-equal': {
    level: 'error',
    why: 'FreeMarker cannot compare values of different types. The service ignores the error and drops the whole block.',
    advice: 'Compare with a value of the same type. Test for a missing value with `?has_content`.',
    bad: '<#if expense.billable == "true">yes</#if>',
    good: '<#if expense.billable>yes</#if>',
  },
  'empty-in-arithmetic': {
    level: 'warning',
    why: 'This attribute is often empty, and arithmetic with an empty value prints nothing.',
    advice: 'Put the calculation in `<#if …?has_content>`.',
    bad: '${expense.modifiedAmount / 100}',
    good: '<#if expense.modifiedAmount?has_content>${expense.modifiedAmount / 100}</#if>',
  },
  'empty-date': {
    level: 'warning',
    why: 'This date is often empty, and parsing an empty date prints nothing.',
    advice: 'Put it in `<#if …?has_content>`.',
    bad: '${report.approved?date("yyyy-MM-dd")?string("M/d/yyyy")}',
    good: '<#if report.approved?has_content>${report.approved?date("yyyy-MM-dd")?string("M/d/yyyy")}</#if>',
  },
  'grouped-number': {
    level: 'warning',
    why: 'This format groups digits: 1234.5 prints as `1,234.50`. In CSV the comma starts a new column; in JSON the number is invalid.',
    advice: 'Use `"0.00"`, or put the number in quotes.',
    bad: '${(expense.amount / 100)?string("#,##0.00")},',
    good: '${(expense.amount / 100)?string("0.00")},',
  },
  'long-division': {
    level: 'warning',
    why: 'A division prints up to 12 decimal places: 1/3 prints as `0.333333333333`.',
    advice: 'Format the result: `?string("0.00")`.',
    bad: '${expense.amount / 3}',
    good: '${(expense.amount / 3)?string("0.00")}',
  },
  'missing-separator': {
    level: 'error',
    why: 'Two items of this list print without a comma in between, so the JSON is invalid. A `<#sep>` only separates the items of the innermost list.',
    advice: 'Add `<#sep>,</#sep>` to this list.',
    bad: '[<#list reports as report>{"id": "${report.reportID}"}</#list>]',
    good: '[<#list reports as report>{"id": "${report.reportID}"}<#sep>,</#list>]',
  },
  'unescaped-json': {
    level: 'error',
    why: 'People write this text. A quote, a backslash or a line break in it makes the JSON invalid. A colon in a tag is written as `\\:`.',
    advice: 'Escape the text with `?json_string`.',
    bad: '{"merchant": "${expense.merchant}"}',
    good: '{"merchant": "${expense.merchant?json_string}"}',
  },
  'js-string-in-json': {
    level: 'error',
    why: "People write this text. `?js_string` escapes an apostrophe as `\\'`, which is invalid in JSON.",
    advice: 'Escape the text with `?json_string`.',
    bad: '{"merchant": "${expense.merchant?js_string}"}',
    good: '{"merchant": "${expense.merchant?json_string}"}',
  },
  'unescaped-xml': {
    level: 'error',
    why: 'People write this text. A `&` or `<` in it makes the XML invalid.',
    advice: 'Escape the text with `?xml`.',
    bad: '<m>${expense.merchant}</m>',
    good: '<m>${expense.merchant?xml}</m>',
  },
  'unquoted-csv': {
    level: 'warning',
    why: 'People write this text. A comma or a line break in it starts a new column or a new row.',
    advice: 'Quote the text: `"${expense.merchant?replace(\'"\', \'""\')}"`.',
    bad: '${expense.merchant},${expense.amount}',
    good: '"${expense.merchant?replace(\'"\', \'""\')}",${expense.amount}',
  },
  'unescaped-csv': {
    level: 'note',
    why: 'People write this text. A quote in it ends the column too early.',
    advice: "Double the quotes: `?replace('\"', '\"\"')`.",
    bad: '"${expense.merchant}",${expense.amount}',
    good: '"${expense.merchant?replace(\'"\', \'""\')}",${expense.amount}',
  },
  'rounded-id': {
    level: 'note',
    why: 'Excel shows ids of more than 15 digits rounded: `4.05635E+18`.',
    advice: 'Print the id as a text formula if people open the file in Excel: `="${expense.transactionID}"`.',
    bad: '${expense.transactionID},${expense.amount}',
    good: '="${expense.transactionID}",${expense.amount}',
  },
  'printed-per-batch': {
    level: 'note',
    why: 'Large exports run the template several times and join the output. This text is printed each time.',
    advice: 'Print a header in `<#if addHeader>`. Limit a JSON export with `limit` or filters, so that it has one batch.',
    bad: 'Merchant,Amount\n<#list reports as report>${report.reportID},${report.total}\n</#list>',
    good: '<#if addHeader>Merchant,Amount\n</#if><#list reports as report>${report.reportID},${report.total}\n</#list>',
  },
  'needs-encoding': {
    level: 'note',
    why: 'If a client does not encode the form, or uses encodeURI, the template ends at the first `&`, and each `+` becomes a space.',
    advice: 'Encode the template with encodeURIComponent or URLSearchParams, or with `curl --data-urlencode`.',
    bad: '<#if report.total gt 0 && report.approved?has_content>x</#if>',
    good: '<#if report.total gt 0>x</#if>',
  },
  'invalid-json': {
    level: 'error',
    why: 'The template prints invalid JSON for the reports of the emulator. Only `template lint` checks this.',
    advice: 'Render the template with `template render` to see the output.',
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleID = keyof typeof RULES;

/** A problem in a template. */
export interface Finding extends Place {
  readonly rule: RuleID;
  readonly level: Level;
  readonly message: string;
  readonly advice: string;
}
