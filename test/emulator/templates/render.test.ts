import { expect, test } from 'vitest';
import { parse, render } from '../../../src/emulator/templates/index.js';

const output = async (template: string, model: Record<string, unknown> = {}): Promise<string> => (await render(template, model)).output;

test('reports each ignored error with its position and its text', async () => {
  const { output: text, errors, errorCount } = await render('a${zzz}b\n<#if true == 1>c</#if>', {});
  expect(text).toBe('ab\n');
  expect(errors).toEqual([
    { message: 'The value is missing.', line: 1, column: 2, source: '${zzz}' },
    { message: 'Cannot compare a boolean with a number.', line: 2, column: 1, source: '<#if true == 1>c</#if>' },
  ]);
  expect(errorCount).toBe(2);
});

test('keeps the first 1,000 errors and counts them all', async () => {
  const { errors, errorCount } = await render('<#list 1..1500 as i>${zzz}</#list>', {});
  expect([errors.length, errorCount]).toEqual([1000, 1500]);
});

test('fails with the first error when strict', async () => {
  await expect(render('a\n ${report.total}', {}, { strict: true })).rejects.toThrow(
    'Line 2, column 2: The value is missing. ${report.total}',
  );
});

test('a strict run continues with <#recover>, without the output of the attempt', async () => {
  const template = '<#function f a><#return a></#function>[<#attempt>x<#assign v>${f()}</#assign><#recover>r</#attempt>]';
  expect((await render(template, {}, { strict: true })).output).toBe('[r]');
});

test('finds the getters of a Java bean by the name of the field, and the field by the name of its getter', async () => {
  const expense = { isAmountModified: () => true, getApproved: () => '2026-01-02', reimbursable: false };
  const template = '${expense.amountModified?c} ${expense.isAmountModified()?c} ${expense.approved} ${expense.isReimbursable()?c}';
  expect(await output(template, { expense })).toBe('true true 2026-01-02 false');
});

test.each([
  ['null', null, 'none'],
  ['undefined', undefined, 'none'],
  ['a bigint', 12345678901234567890n, '12345678901234567890'],
  ['a number with an exponent', 1e21, '1000000000000000000000'],
  ['NaN', Number.NaN, 'none'],
  ['a Date', new Date('2026-02-03T04:05:06Z'), 'Feb 3, 2026, 4:05:06 AM'],
  ['a Map', new Map([['k', 1]]), ''],
])('reads %s from the model', async (_name, value, expected) => {
  expect(await output('${value!"none"}', { value })).toBe(expected);
});

test('lists a Map by key and value, and only the own properties of an object', async () => {
  expect(
    await output('<#list m as k, v>${k}=${v};</#list>${o.constructor!"none"}${o["__proto__"]!"none"}', { m: new Map([['a', 1]]), o: {} }),
  ).toBe('a=1;nonenone');
});

test('.now is the time that the caller gives', async () => {
  expect((await render('${.now?string("yyyy-MM-dd HH:mm")}', {}, { now: Date.UTC(2026, 1, 3, 4, 5) })).output).toBe('2026-02-03 04:05');
});

test('a parsed template can be rendered again', async () => {
  const template = parse('<#assign n = (n!0) + 1>${n}');
  expect((await render(template, {})).output + (await render(template, {})).output).toBe('11');
});

test.each([
  ['a directive', '<#include "x">', 'Line 1, column 1: <#include> is not supported here, although FreeMarker may support it.'],
  ['a built-in', 'a ${x?sort}', "Line 1, column 7: The built-in '?sort' is not supported here, although FreeMarker may support it."],
  [
    'a special variable',
    '${.locale}',
    "Line 1, column 3: The special variable '.locale' is not supported here, although FreeMarker may support it.",
  ],
  ['the old interpolation', '#{x}', "Line 1, column 1: '#{…}' is not supported here, although FreeMarker may support it."],
])('names %s that is not implemented', (_name, template, message) => {
  expect(() => parse(template)).toThrow(message);
});

test.each([
  ['a regular expression', '${"a"?replace("a", "b", "r")}'],
  ['an ISO format', '${.now?string("iso")}'],
  ['scientific notation', '${1?string("0.0E0")}'],
])('never ignores %s that is not implemented', async (_name, template) => {
  await expect(render(template, {})).rejects.toThrow('is not supported here');
});

test('an unknown built-in gets a suggestion', () => {
  expect(() => parse('${x?has_contents}')).toThrow("Line 1, column 5: '?has_contents' is not a built-in. Did you mean 'has_content'?");
});

test('says which block is still open, and where it starts', () => {
  expect(() => parse('<#list xs as x>\n<#if x>\n</#list>')).toThrow(
    'Line 3, column 1: Found </#list>, but <#if> of line 2, column 1 is still open.',
  );
});
