import { expect, test } from 'vitest';
import { atOnce } from '../../src/runtime/slices.js';
import { jsonInSteps } from '../../src/util/json-in-steps.js';

const long = Array.from({ length: 100 }, (_, index) => ({ index, text: `Zürich "${index}"`, nothing: undefined, list: [index, null] }));

test.each<[string, object]>([
  ['an empty object', {}],
  ['an empty list', []],
  ['an object without a defined key', { a: undefined }],
  ['a long list', long],
  ['a list as long as a stride', long.slice(0, 32)],
  ['a list one longer than a stride', long.slice(0, 33)],
  ['lists in objects', { 'a "key"': { b: long, c: undefined, d: [] }, e: 'text', f: 1.5, g: null, h: false }],
  [
    'keys that are numbers, and __proto__',
    Object.fromEntries([
      ['b', 1],
      ['2', long],
      ['__proto__', { a: 1 }],
      ['1', []],
    ]),
  ],
])('writes %s as JSON.stringify does', (_what, value) => {
  expect(atOnce(jsonInSteps(value))).toBe(JSON.stringify(value));
});
