import { expect, test } from 'vitest';
import { convert, parseJson } from '../../../src/flows/engine/convert.js';
import { parseDate, shiftInZone } from '../../../src/flows/engine/dates.js';
import { CardError, conversionError, describeValue, errorValue } from '../../../src/flows/engine/errors.js';
import { bounded, toPattern } from '../../../src/flows/engine/pattern.js';
import { escapePattern } from '../../../src/util/escape-pattern.js';

test.each<[unknown, string | undefined, boolean, unknown]>([
  [null, 'stringify', true, null],
  [undefined, 'stringify', true, undefined],
  ['a', undefined, false, 'a'],
  ['a', undefined, true, ['a']],
  [['a'], undefined, true, ['a']],
  ['a', 'toString', false, 'a'],
  [7, 'toString', true, ['7']],
  [true, 'booleanToString', false, 'true'],
  [7, 'parse', false, 7],
  [[1], 'toString', false, '[1]'],
  ['a', 'stringify', false, '"a"'],
  ['2026-01-31T10:00:00+01:00', 'dateTime', false, '2026-01-31T09:00:00.000Z'],
  ['2026-01-31T10:00:00+01:00', 'isoString', false, '2026-01-31T09:00:00.000Z'],
  ['a', 'wrapArray', false, ['a']],
  [['a'], 'wrapArray', false, ['a']],
  ['7.5kg', 'parseFloat', false, 7.5],
  ['', 'parse', false, null],
  ['', 'parseFloat', false, null],
  ['', 'dateTime', false, null],
  ['', 'isoString', false, null],
  ['', 'dateTime', true, null],
  ['', 'toString', false, ''],
  ['', 'stringify', false, '""'],
  ['', 'wrapArray', false, ['']],
])('%j converted by %j, with forceWrapArray %j, is %j', (value, name, forceWrapArray, expected) => {
  expect(convert(value, { convert: name, forceWrapArray })).toEqual(expected);
});

test('a wire without a conversion passes the value unchanged', () => {
  expect(convert('a', undefined)).toBe('a');
});

test('an unknown conversion is reported with the known ones', () => {
  expect(() => convert(1, { convert: 'shout', forceWrapArray: false })).toThrow(
    "A wire uses the unknown conversion 'shout'. Known conversions are parse, stringify, toString, parseFloat, dateTime, isoString, booleanToString, wrapArray.",
  );
});

test('text that is not JSON is quoted', () => {
  expect(() => parseJson('{x')).toThrow(/^'\{x' is not JSON: .+/);
  expect(parseJson('[1]')).toEqual([1]);
});

test.each<[unknown, string]>([
  ['2026-01-31', '2026-01-31T00:00:00.000Z'],
  ['2026-01-31T10:00:00+01:00', '2026-01-31T09:00:00.000Z'],
  ['20260131', '2026-01-31T00:00:00.000Z'],
  [0, '1970-01-01T00:00:00.000Z'],
  [1_769_850_000_000, '2026-01-31T09:00:00.000Z'],
  ['2026', '2026-01-01T00:00:00.000Z'],
  ['202601', '2026-01-01T00:00:00.000Z'],
  ['2026-01-31 10:00', '2026-01-31T10:00:00.000Z'],
  ['2026-01-31T10:00:00.123456Z', '2026-01-31T10:00:00.123Z'],
  ['2026-01-31T24:00Z', '2026-02-01T00:00:00.000Z'],
  ['20260131T100000+0530', '2026-01-31T04:30:00.000Z'],
  ['Sep 7, 2016', '2016-09-07T00:00:00.000Z'],
  ['9/7/2016 5:00 PM', '2016-09-07T17:00:00.000Z'],
  ['2016-9-7', '2016-09-07T00:00:00.000Z'],
  ['Wed, 07 Sep 2016 00:01:25 GMT', '2016-09-07T00:01:25.000Z'],
  ['Wed Sep 07 2016 02:01:25 GMT+0200', '2016-09-07T00:01:25.000Z'],
])('the date %j is %s', (value, iso) => {
  expect(parseDate(value).toISOString()).toBe(iso);
});

test.each<[unknown, string]>([
  ['soon', "'soon'"],
  ['', "''"],
  ['day 99 of x', "'day 99 of x'"],
  [null, 'nothing'],
  [true, 'true'],
  [[2026], '[2026]'],
  [Number.NaN, 'null'],
  [9e15, '9000000000000000'],
  ['room 5', "'room 5'"],
  ['1473206485670', "'1473206485670'"],
  ['2026-02-30', "'2026-02-30'"],
  ['2026-01-31T25:00Z', "'2026-01-31T25:00Z'"],
  ['2026-01-31T10:60Z', "'2026-01-31T10:60Z'"],
  ['Feb 30, 2026', "'Feb 30, 2026'"],
  ['2/30/2026', "'2/30/2026'"],
])('%j is not a date', (value, named) => {
  expect(() => parseDate(value)).toThrow(`Invalid type conversion: ${named} is not a date`);
});

test.each<[number, 'hours' | 'days' | 'weeks' | 'months' | 'years', string, string]>([
  [1, 'days', 'Europe/Berlin', '2026-03-29T10:00:00.000Z'],
  [1, 'weeks', 'Europe/Berlin', '2026-04-04T10:00:00.000Z'],
  [1, 'months', 'Europe/Berlin', '2026-04-28T10:00:00.000Z'],
  [1, 'years', 'Europe/Berlin', '2027-03-28T10:00:00.000Z'],
  [24, 'hours', 'Europe/Berlin', '2026-03-29T11:00:00.000Z'],
  [1, 'days', 'UTC', '2026-03-29T11:00:00.000Z'],
])('%i %s after noon before daylight saving starts in %s is %s', (amount, unit, zone, expected) => {
  expect(shiftInZone('2026-03-28T11:00:00Z', amount, unit, zone).toISOString()).toBe(expected);
});

test('moving a date by days keeps milliseconds', () => {
  expect(shiftInZone('2026-01-31T09:00:00.123Z', -1, 'days', 'Asia/Kolkata').toISOString()).toBe('2026-01-30T09:00:00.123Z');
});

test.each<[unknown, string]>([
  [null, 'nothing'],
  [undefined, 'nothing'],
  ['', "''"],
  ['a', "'a'"],
  [7, '7'],
  [{ a: 1 }, '{"a":1}'],
  ['x'.repeat(58), `'${'x'.repeat(58)}'`],
  ['x'.repeat(59), `'${'x'.repeat(56)}…`],
])('in a message %j is %s', (value, text) => {
  expect(describeValue(value)).toBe(text);
});

test("a value of the wrong type is an error with the console's wording", () => {
  expect(conversionError('x', 'number')).toMatchObject({
    name: 'CardError',
    message: "Invalid type conversion: 'x' is not a number",
    code: undefined,
  });
});

test('a flow sees the documented fields of an error, and the values added by a Return Error card', () => {
  expect(errorValue(new CardError('no'), 'run-1')).toEqual({ message: 'no', code: null, method: null, flo: null, execution: 'run-1' });
  const error = Object.assign(new CardError('no', 409, new Map([['reason', 'twice']])), {
    card: { id: 'control.throw' } as never,
    flow: 'Main',
  });
  expect(errorValue(error, 'run-1')).toEqual({
    message: 'no',
    code: 409,
    method: 'control.throw',
    flo: 'Main',
    execution: 'run-1',
    reason: 'twice',
  });
});

test('a pattern is an expression with its flags, and an invalid one is quoted', () => {
  expect(toPattern('a.c', 'gi')).toEqual(/a.c/gi);
  expect(() => toPattern(`(${'x'.repeat(100)}`, '')).toThrow(
    expect.objectContaining({ name: 'CardError', message: expect.stringMatching(/^'\(x{59}' is not a regular expression: /) }),
  );
});

test('a bounded search returns its result, and its own errors are unchanged', () => {
  expect(bounded(/b/, () => /b/.exec('abc')?.index)).toBe(1);
  expect(bounded(/b/, () => undefined)).toBeUndefined();
  const own = new TypeError('own');
  expect(() =>
    bounded(/b/, () => {
      throw own;
    }),
  ).toThrow(own);
});

test('a search that backtracks endlessly is stopped, and its pattern is named by its first sixty characters', () => {
  const pattern = new RegExp(`^(a+)+$|${'x'.repeat(60)}`);
  expect(() => bounded(pattern, () => pattern.test(`${'a'.repeat(60)}b`))).toThrow(
    expect.objectContaining({
      name: 'CardError',
      message: `The regular expression /^(a+)+$|${'x'.repeat(51)} took longer than 250 ms; it probably backtracks endlessly. Simplify it.`,
    }),
  );
});

test('text that is searched literally is escaped', () => {
  const text = ['.*+?^$', '{}()|[]\\'].join('');
  expect(escapePattern(text)).toBe('\\.\\*\\+\\?\\^\\$\\{\\}\\(\\)\\|\\[\\]\\\\');
  expect(new RegExp(`^${escapePattern(text)}$`).test(text)).toBe(true);
  expect(escapePattern('a-b')).toBe('a-b');
});
