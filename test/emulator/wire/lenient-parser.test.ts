import fc from 'fast-check';
import JSON5 from 'json5';
import { expect, test } from 'vitest';
import { LenientSyntaxError, parseLenient } from '../../../src/emulator/wire/lenient-parser.js';

const LIMITS = { depth: 200, keys: 10_000 };

type Outcome = { readonly value: unknown } | 'refused';

function ours(text: string): Outcome {
  try {
    return { value: parseLenient(text, LIMITS) };
  } catch (error) {
    if (!(error instanceof LenientSyntaxError)) throw error;
    return 'refused';
  }
}

function theirs(text: string): Outcome {
  try {
    return { value: JSON5.parse<unknown>(text) };
  } catch {
    return 'refused';
  }
}

const TEXTS = [
  `{a:1,'b':"c",}`,
  '[1,2,]',
  '[,]',
  '{,}',
  '[1,,2]',
  '{a:1 b:2}',
  '// c\n{/* d */a:1}',
  '/* never closed',
  '/ 1',
  '{"a":+1,"b":-.5,"c":5.,"d":0x1F,"e":-0x1f,"f":1e3,"g":Infinity,"h":-Infinity}',
  'NaN',
  '007',
  '1.2.3',
  '0x',
  '--1',
  `'\\x41\\u0042\\n\\t\\v\\0\\'\\"\\q'`,
  `'\\1'`,
  `'\\01'`,
  `'\\x4'`,
  `'\\u12g4'`,
  `'a\\\nb'`,
  `'a\\\r\nb'`,
  `'a\nb'`,
  '\u00a0\u3000[\ufeff1]',
  '{$a_1:1,été:2}',
  '{1a:1}',
  '{"a" 1}',
  '{a:b}',
  'true',
  'tru',
  'true false',
  '',
  '"open',
  "{'__proto__':{'a':1}}",
];

test.each(TEXTS)('%j is read as the json5 package reads it', (text) => {
  expect(ours(text)).toEqual(theirs(text));
});

const piece = fc.constantFrom(
  ...`{}[]:,'"\\/*+-.0123456789eExXu \n\rabtrufalsn`,
  'true',
  'null',
  '//',
  '/*',
  '*/',
  '{a:',
  "'k':",
  '1,',
  '\u2028',
);

test('whatever stands in a text is read as the json5 package reads it, but for what follows the first object or list', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join('');
      const [one, other] = [ours(text), theirs(text)];
      if (other === 'refused' && /^\s*[{[]/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n\r]*/g, ''))) return;
      expect(one).toEqual(other);
    }),
    { numRuns: 5000, seed: 1 },
  );
});

test('what JSON.stringify writes is read back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(parseLenient(JSON.stringify(value), LIMITS)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 500, seed: 1 },
  );
});

test.each([
  ['{"a": }', "invalid character '}' at 1:7"],
  ["{\n  'a': 'secret' 'b'}", "invalid character ''' at 2:17"],
  ['{"a"', 'invalid end of input at 1:5'],
  ["{'a': secret}", "invalid character 's' at 1:7"],
])('the problem of %j names the place and one character', (text, problem) => {
  expect(() => parseLenient(text, LIMITS)).toThrow(problem);
});

test('a text deeper than the limit is refused before it is deeper', () => {
  expect(() => parseLenient('['.repeat(100_000), LIMITS)).toThrow('nested deeper than 200 levels');
});
