import { expect, test, vi } from 'vitest';
import { KnownSecrets } from '../../src/flows/engine/known-secrets.js';
import { MAX_JSON_LENGTH, MAX_PIECES, MAX_SEARCHED_LENGTH, sizeOf } from '../../src/flows/engine/size.js';
import { turnsDuring } from '../support/turns.js';
import { outputOf, runCard } from './support/run-card.js';

test.each([
  ['nothing', 'nobody is here', null],
  ['an address', 'write to ann@acme.example, please', 'ann@acme.example'],
  ['the first of two', 'a@x.example b@y.example', 'a@x.example'],
  ['an @ without an address before it', '@ home: a@x.example', 'a@x.example'],
  ['an address after a host without a dot', 'a@b@c.example', 'b@c.example'],
  ['a local part that is too long', `${'l'.repeat(70)}@x.example`, `${'l'.repeat(64)}@x.example`],
  ['an address that ends a sentence', 'Ask a@x.example.', 'a@x.example'],
])('Find Email works for a text with %s', async (_what, string, found) => {
  expect(await outputOf('string.email', { string })).toBe(found);
});

test('Find Email only looks around each @', async () => {
  const exec = vi.spyOn(RegExp.prototype, 'exec');
  await runCard('string.email', { string: `${'a'.repeat(100_000)} @ @ ${'a'.repeat(100_000)}` });
  const lengths = exec.mock.calls.flatMap(([text], call) => (/A-Za-z.*1,64/.test(String(exec.mock.contexts[call])) ? [text.length] : []));
  exec.mockRestore();
  expect(lengths).toEqual([64, 64]);
});

const tooLong = 'a'.repeat(MAX_SEARCHED_LENGTH + 1);
test.each<readonly [string, Record<string, unknown>, string]>([
  ['string.email', { string: tooLong }, 'string'],
  ['string.split', { string: tooLong, delimiter: ',' }, 'string'],
  ['string.replace', { string: tooLong, src: 'a', dest: 'b' }, 'string'],
  ['string.replaceAny', { text: tooLong, replacement: 'b' }, 'text'],
  ['string.match', { string: tooLong, target: 'a' }, 'string'],
  ['url.encodeComponent', { string: tooLong }, 'string'],
])('%s refuses a text that would take too long to search', async (id, inputs, input) => {
  expect(await outputOf(id, inputs)).toBe(
    `error: The text has ${MAX_SEARCHED_LENGTH + 1} characters; the maximum for a search is ${MAX_SEARCHED_LENGTH} (input '${input}'). Split the text first.`,
  );
});

test.each([
  ['characters', 'a'.repeat(MAX_PIECES + 1), ''],
  ['characters of a long text', 'a'.repeat(3 * MAX_PIECES), ''],
  ['fields', ','.repeat(MAX_PIECES), ','],
])('Split refuses more than a million %s', async (_what, string, delimiter) => {
  expect(await outputOf('string.split', { string, delimiter })).toMatch('error: The text has more than 1000000 pieces');
});

test.each([
  ['brackets', `[${'[],'.repeat(250_000)}1]`, 'more than 250000 objects and lists'],
  ['levels', `${'['.repeat(300)}${']'.repeat(300)}`, 'nested deeper than 200 levels'],
  ['keys', `{${Array.from({ length: 10_001 }, (_, key) => `"${key}":1`).join()}}`, 'an object of more than 10000 keys'],
  ['characters', `"${'a'.repeat(MAX_JSON_LENGTH)}"`, `more than ${MAX_JSON_LENGTH} characters`],
])('JSON of too many %s is refused before it is parsed', async (_what, string, why) => {
  const parse = vi.spyOn(JSON, 'parse');
  const answer = await outputOf('json.parse', { string });
  const parsed = parse.mock.calls.filter(([text]) => text === string);
  parse.mockRestore();
  expect(answer).toBe(`error: The text is too large to parse as JSON: ${why}. Split it first.`);
  expect(parsed).toEqual([]);
});

test('a large value is searched for secrets in slices', async () => {
  const string = `[${'"abcd",'.repeat(200_000)}{"token":"hush-1234"}]`;
  const { turns, result } = await turnsDuring(() => runCard('json.parse', { string }));
  expect(result.result.status).toBe('finished');
  expect(turns).toBeGreaterThan(5);
});

test('a secret at the end of a large value is found', () => {
  const secrets = new KnownSecrets();
  secrets.meet('Body', [...new Array(100_000).fill('abcd'), { token: 'hush-1234' }]);
  expect(secrets.isBehind).toBe(true);
  expect(secrets.all).toEqual(['hush-1234']);
  expect(secrets.isBehind).toBe(false);
});

test('of a list with millions of items, only as many are measured as count', () => {
  let looks = 0;
  const list = new Proxy(new Array<unknown>(3_000_000), {
    get: (target, key, receiver) => {
      if (typeof key === 'string' && key !== 'length') looks++;
      return Reflect.get(target, key, receiver);
    },
  });
  expect(sizeOf(list)).toBeGreaterThan(3_000_000);
  expect(looks).toBeLessThanOrEqual(200_000);
});
