import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseLenient } from '../../../src/emulator/wire/lenient-parser.js';
import { LIMITS, ours, theirs } from '../../support/json5.js';

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

test('reads any text like the json5 package, except for what follows the first object or list', () => {
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

test('reads what JSON.stringify writes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(parseLenient(JSON.stringify(value), LIMITS)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 500, seed: 1 },
  );
});
