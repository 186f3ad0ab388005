import { expect, test } from 'vitest';
import { decodedRuns } from '../../../src/util/redact/decoded-runs.js';
import { codesOf } from '../../../src/util/redact/secret-windows.js';

/** Every run: its bytes, and the positions of its first byte and of the whole run. */
const runsOf = (text: string, fewestBytes: number, isForm = false): string[] =>
  [...decodedRuns(codesOf(text), fewestBytes, isForm)].map(({ bytes, placeOf }) => {
    const [first, all] = [placeOf(0, 1), placeOf(0, bytes.length)];
    return `${Buffer.from(bytes).toString('hex')} ${first.start}-${first.end} ${all.start}-${all.end}`;
  });

/** The position of a decoded text in another text. */
function readIn(text: string, sought: string, isForm = false): string[] {
  return [...decodedRuns(codesOf(text), sought.length, isForm)].flatMap(({ bytes, placeOf }) => {
    const at = Buffer.from(bytes).toString('latin1').indexOf(sought);
    if (at === -1) return [];
    const { start, end } = placeOf(at, at + sought.length);
    return [text.slice(start, end)];
  });
}

test('a run is decoded from each possible start: two for hexadecimal, four for base64', () => {
  expect(runsOf('!616263!', 3)).toEqual([
    '616263 1-3 1-7',
    '1626 2-4 2-6',
    'eb5eb6eb 1-3 1-7',
    'd7adba 2-4 2-6',
    'eb6eb7 3-5 3-7',
    'dbad 4-6 4-7',
  ]);
});

test('a run that is too short for this many bytes is not decoded', () => {
  expect(runsOf('!Zm9v!', 3)).toHaveLength(4);
  expect(runsOf('!Zm9v!', 4)).toHaveLength(0);
  expect(runsOf('!616!61!', 2)).toHaveLength(4);
});

test.each(['!', ' ', 'é', '\u0000', '€'])('%j ends a run, and another one starts after it', (sign) => {
  expect(readIn(`616263${sign}646566`, 'abc')).toEqual(['616263']);
  expect(readIn(`616263${sign}646566`, 'def')).toEqual(['646566']);
  expect(readIn(`616263${sign}646566`, 'abcd')).toEqual([]);
});

test.each<[string, string, string, boolean]>([
  ['lower case', '6a6b6c', 'jkl', false],
  ['upper case', '6A6B6C', 'jkl', false],
  ['base64', 'Pj4+Pz8/', '>>>???', false],
  ['base64url', 'Pj4-Pz8_', '>>>???', false],
  ['base64 in a form', 'Pj4+Pz8/', '>>>???', true],
  ['base64url in a form', 'Pj4-Pz8_', '>>>???', true],
  ['base64 in a form whose plus is a space', 'Pj4 Pz8/', '>>>???', true],
])('a text in %s is decoded from %j', (_how, text, sought, isForm) => {
  expect(readIn(text, sought, isForm)).toEqual([text]);
});

test('outside a form a space ends a run', () => {
  expect(readIn('Pj4 Pz8/', '>>>???')).toEqual([]);
});
