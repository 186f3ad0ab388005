import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atOnce, inSlices } from '../../src/runtime/slices.js';
import { CsvProblem, csvRecords } from '../../src/util/csv-records.js';
import { turnsDuring } from '../support/turns.js';

const values = (text: string, delimiter: ',' | '\t' = ',') => atOnce(csvRecords(text, delimiter)).map((record) => record.values);
const lines = (text: string) => atOnce(csvRecords(text, ',')).map(({ line }) => line);

test.each<readonly [string, string, string[][]]>([
  ['a quoted comma', 'a,"b,c"\n', [['a', 'b,c']]],
  ['a quote in quotes', '"a ""b"""', [['a "b"']]],
  ['lines of different lengths', 'a\nb,c', [['a'], ['b', 'c']]],
  ['Windows line breaks', 'a\r\nb\r\n', [['a'], ['b']]],
  ['old Mac line breaks', 'a\rb\r', [['a'], ['b']]],
  ['empty lines', '\na\n\n\nb\n', [['a'], ['b']]],
  ['a byte order mark', '\uFEFFa,b', [['a', 'b']]],
  ['nothing', '', []],
])('reads %s', (_what, text, expected) => {
  expect(values(text)).toEqual(expected);
});

test('values of a TSV are separated by tabs and can contain commas', () => {
  expect(values('a,b\tc', '\t')).toEqual([['a,b', 'c']]);
});

test('a record has the number of its first line, counting empty lines and line breaks in quotes', () => {
  expect(lines('a\n\nb,"x\ny"\nc\n')).toEqual([1, 3, 5]);
});

const row = (index: number): string[] => [`name ${index}`, index % 7 === 0 ? `a "quoted"\nvalue, ${index}` : ''];
const quoted = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

test('a text of many chunks is read like a single chunk, and lines are counted across chunks', () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => row(index));
  const text = rows.map((one) => one.map(quoted).join(',')).join('\n');
  expect(values(text)).toEqual(rows);
  expect(lines(text).at(-1)).toBe(text.split('\n').length);
});

test('any text written in quotes is read back', () => {
  const cell = fc.string({ maxLength: 20 }).map((text) => text.replaceAll('\r', '').toWellFormed());
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 20 }), (rows) => {
      const text = rows.map((one) => one.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\n');
      expect(values(text)).toEqual(rows);
    }),
    { seed: 1 },
  );
});

test('any text is either read or refused as invalid CSV', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ' ', '\\'), maxLength: 60 }), (text) => {
      try {
        values(text);
      } catch (error) {
        expect(error).toBeInstanceOf(CsvProblem);
      }
    }),
    { seed: 1, numRuns: 500 },
  );
});

test.each([
  ['a quote that is never closed', 'a\n"b', 'line 2: a quoted value that started above is never closed.'],
  [
    'a quote inside a value',
    'a\nb"c"\n',
    'line 2: the quotes are invalid (INVALID_OPENING_QUOTE). Put the value in quotes and double every quote inside it.',
  ],
  [
    'a record of a megabyte',
    `a\n${'x'.repeat(1_000_000)}\n`,
    'line 1: a record is longer than 64 KiB. Check for a quote that is never closed.',
  ],
  ['a million values', `${','.repeat(1_000_000)}\n`, 'line 1: a record is longer than 64 KiB. Check for a quote that is never closed.'],
  [
    'a quote that is closed a megabyte later',
    `"${'x\n'.repeat(500_000)}"`,
    'line 1: a record is longer than 64 KiB. Check for a quote that is never closed.',
  ],
])('%s is an error with the line number', (_what, text, problem) => {
  expect(() => values(text)).toThrow(new CsvProblem(problem));
});

test('the line number of an error is correct after the first chunk too', () => {
  expect(() => values(`${'value\n'.repeat(20_000)}"open`)).toThrow('line 20001: a quoted value that started above is never closed');
});

test('a megabyte of short records is read with pauses', async () => {
  const { turns, result } = await turnsDuring(() => inSlices(csvRecords('ab,c\n'.repeat(200_000), ',')));
  expect(result).toHaveLength(200_000);
  expect(turns).toBeGreaterThan(50);
});
