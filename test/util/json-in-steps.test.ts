import { expect, test } from 'vitest';
import { atOnce } from '../../src/runtime/slices.js';
import { jsonInSteps } from '../../src/util/json-in-steps.js';
import { LongList } from '../../src/util/long-list.js';

const long = Array.from({ length: 100 }, (_, index) => ({ index, text: `Zürich "${index}"`, nothing: undefined, list: [index, null] }));

test.each<[string, object]>([
  ['an empty object', {}],
  ['an empty list', []],
  ['an object without a defined key', { a: undefined }],
  ['a long list', long],
  ['a list as long as a stride', long.slice(0, 32)],
  ['a list one longer than a stride', long.slice(0, 33)],
  ['an empty list of items that are made when written', { list: LongList.from([], String) }],
  ['a list of items that are made when written', { list: LongList.from(long, ({ index }) => ({ index, gone: undefined })), after: 1 }],
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

test('items of a long list are made a few at a time, in order', () => {
  const made: number[] = [];
  const list = LongList.from(long, ({ index }) => made.push(index));
  const steps = jsonInSteps({ list });
  steps.next();
  expect(made.length).toBeLessThan(long.length);
  atOnce(steps);
  expect(made).toEqual(long.map(({ index }) => index));
});

test('a long list in JSON.stringify is an array of all items', () => {
  expect(JSON.stringify(LongList.from([1, 2, 3], (number) => ({ number })))).toBe('[{"number":1},{"number":2},{"number":3}]');
});
