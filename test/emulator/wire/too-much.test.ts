import { expect, test } from 'vitest';
import { readLenientJson } from '../../../src/emulator/wire/lenient-json.js';
import { parseMultipart } from '../../../src/emulator/wire/multipart.js';
import { findTooMuch } from '../../../src/util/json-bounds.js';

/** Shorter texts are not checked, because they cannot exceed a limit. */
const long = (text: string): string => text.padEnd(201);
const TOO_DEEP = 'nested deeper than 200 levels';

test('counts objects and lists in a text that is long enough to contain too many', () => {
  expect(findTooMuch(long('[{},{},[0]]'), 4)).toBeUndefined();
  expect(findTooMuch(long('[{},{},[[]]]'), 4)).toBe('more than 4 objects and lists');
  expect(findTooMuch('[[],[]]', 2)).toBeUndefined();
  expect(findTooMuch('[[],[]]'.padEnd(200), 2)).toBeUndefined();
});

test.each([
  ['with the maximum depth', '['.repeat(200), undefined],
  ['one level deeper', '['.repeat(201), TOO_DEEP],
  ['one level deeper after a closed one', `[[]${'['.repeat(200)}`, TOO_DEEP],
  ['one level deeper after unmatched closing brackets', `${']}'.repeat(100)}${'['.repeat(201)}`, TOO_DEEP],
])('finds the depth of a text %s', (_what, text, problem) => {
  expect(findTooMuch(long(text))).toBe(problem);
});

test.each([0, 199])('counts the keys of an object %d levels deep', (depth) => {
  const object = (keys: number): string => `${'['.repeat(depth)}{${'"a":1,'.repeat(keys)}`;
  expect(findTooMuch(object(10_000))).toBeUndefined();
  expect(findTooMuch(object(10_001))).toBe('an object of more than 10000 keys');
});

test('reads a text of a megabyte leniently, but not a longer one', () => {
  const megabyte = `{'a':1}"${'x'.repeat(1024 * 1024 - 9)}"`;
  expect(readLenientJson(megabyte)).toEqual({ ok: true, value: { a: 1 }, isStrict: false });
  expect(readLenientJson(`${megabyte} `)).toEqual({ ok: false, problem: 'not valid JSON, and too long for lenient parsing' });
});

test.each([
  ['strict', '"', '"'],
  ['lenient', "'", "'"],
])('refuses an object of more than ten thousand keys in a %s text', (_what, open, close) => {
  const keys = (count: number) => `{${Array.from({ length: count }, (_, index) => `${open}k${index}${close}:1`).join(',')}}`;
  expect(readLenientJson(keys(10_000)).ok).toBe(true);
  expect(readLenientJson(keys(10_001))).toEqual({ ok: false, problem: 'an object of more than 10000 keys' });
  expect(readLenientJson(`{"a":${keys(6000)},"b":${keys(6000)}}`).ok).toBe(true);
});

test('refuses a text of more than a million objects and lists', () => {
  expect(readLenientJson(`[${'{},'.repeat(999_998)}{}]`).ok).toBe(true);
  expect(readLenientJson(`[${'{},'.repeat(1_000_000)}{}]`)).toEqual({ ok: false, problem: 'more than 1000000 objects and lists' });
});

test('refuses ten megabytes of open brackets', () => {
  expect(readLenientJson('['.repeat(10_000_000)).ok).toBe(false);
});

test('refuses ten megabytes of quotes and backslashes', () => {
  expect(readLenientJson('"\\'.repeat(5_000_000)).ok).toBe(false);
});

test('reads a long text strictly only', () => {
  const long = 'x'.repeat(1024 * 1024);
  expect(readLenientJson(JSON.stringify({ long })).ok).toBe(true);
  expect(readLenientJson(`{'long':'${long}'}`).ok).toBe(false);
});

test('says that invalid JSON of more than a megabyte is not read leniently', () => {
  const long = 'x'.repeat(1024 * 1024);
  expect(readLenientJson(`{'a':'${long}'}`)).toEqual({
    ok: false,
    problem: expect.stringMatching(/^not valid JSON, and too long for lenient parsing/),
  });
});

test('a megabyte of boundaries without a part gives no field', () => {
  expect(parseMultipart(new TextEncoder().encode('--X\n'.repeat(250_000)), 'X', 'utf-8')).toEqual([]);
});

test('skips a part with a name of thirty megabytes', () => {
  const head = `content-disposition: form-data; name="${'n'.repeat(30 * 1024 * 1024)}"`;
  const body = new TextEncoder().encode(`--X\r\n${head}\r\n\r\nv\r\n--X\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--X--`);
  expect(parseMultipart(body, 'X', 'utf-8').map(({ name, value }) => [name, value])).toEqual([['a', '1']]);
});
