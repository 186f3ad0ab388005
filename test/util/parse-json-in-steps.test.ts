import { expect, test } from 'vitest';
import { atOnce, doSlice } from '../../src/runtime/slices.js';
import { parseJsonInSteps } from '../../src/util/parse-json-in-steps.js';

const parse = (text: string): unknown => atOnce(parseJsonInSteps(text));
const items = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `p"${index}\\`,
    n: index / 3,
    list: [index, [], {}, null, true],
    text: 'Zürich, [{:',
  }));
const big = 'x\\"'.repeat(100_000);

test.each<[string, unknown]>([
  ['a long list', items(5000)],
  ['lists in objects in lists', [{ a: { b: items(3000), c: [[items(2000)], []], 'k"y': 1 } }, 5, [], {}]],
  ['an object of long objects', { a: { list: items(2000) }, b: { list: items(2000) }, c: {} }],
  ['a long text', { before: 1, text: big, after: [big, big, 2] }],
  ['a list of long texts', [big, big]],
  ['only a long text', big],
  ['numbers', Array.from({ length: 50_000 }, (_, index) => index * 1.5)],
  ['deep lists', [JSON.parse(`${'['.repeat(150)}${JSON.stringify(items(3000))}${']'.repeat(150)}`), items(3000)]],
])('reads %s as JSON.parse does, also with spaces', (_what, value) => {
  for (const text of [JSON.stringify(value), `\n ${JSON.stringify(value, undefined, 1)}\t`]) {
    expect(parse(text)).toEqual(JSON.parse(text));
    expect(JSON.stringify(parse(text))).toBe(JSON.stringify(JSON.parse(text)));
  }
});

test('a key named __proto__ is a key, and the last of two values counts', () => {
  const text = `{"__proto__":{"a":${JSON.stringify(items(2000))}},"b":1,"b":2}`;
  const parsed = parse(text);
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  expect(JSON.stringify(parsed)).toBe(JSON.stringify(JSON.parse(text)));
});

test('a long text is read with pauses', () => {
  const text = JSON.stringify({ companies: [{ policies: [{ members: items(30_000) }] }] });
  const work = parseJsonInSteps(text);
  let slices = 1;
  while (!doSlice(work).done) slices++;
  expect(slices).toBeGreaterThan(2);
});

const long = JSON.stringify(items(3000)).slice(1, -1);
test.each([
  `[${long},]`,
  `[${long}`,
  `[${long}]]`,
  `[,${long}]`,
  `[${long},,${long}]`,
  `[${long} ${long}]`,
  `{"a":[${long}],}`,
  `{"a":[${long}]`,
  `{"a" [${long}]}`,
  `{a:[${long}]}`,
  `{"a":[${long}]} 1`,
  `{"a":[${long}}]`,
  `["${'x'.repeat(100_000)}]`,
  `[${'x'.repeat(100_000)}]`,
  `{"a":}${' '.repeat(100_000)}`,
  '['.repeat(100_000),
  '{"a":'.repeat(50_000),
])('refuses a text that is not JSON with the error of JSON.parse (case %#)', (text) => {
  const failure = (read: () => unknown): unknown => {
    try {
      return read();
    } catch (error) {
      return String(error);
    }
  };
  const problem = failure(() => parse(text));
  expect(problem).toBe(failure(() => JSON.parse(text)));
  expect(problem).toMatch(/^SyntaxError/);
});
