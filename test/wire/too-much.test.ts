import { expect, test } from 'vitest';
import { readLenientJson } from '../../src/wire/lenient-json.js';
import { parseMultipart } from '../../src/wire/multipart.js';

test.each([
  ['strict', '"', '"'],
  ['lenient', "'", "'"],
])('an object of more than ten thousand keys is refused in a %s text', (_what, open, close) => {
  const keys = (count: number) => `{${Array.from({ length: count }, (_, index) => `${open}k${index}${close}:1`).join(',')}}`;
  expect(readLenientJson(keys(10_000)).ok).toBe(true);
  expect(readLenientJson(keys(10_001))).toEqual({ ok: false, problem: 'an object of more than 10000 keys' });
  expect(readLenientJson(`{"a":${keys(6000)},"b":${keys(6000)}}`).ok).toBe(true);
});

test('a text of more than a million objects and lists is refused', () => {
  expect(readLenientJson(`[${'{},'.repeat(999_998)}{}]`).ok).toBe(true);
  expect(readLenientJson(`[${'{},'.repeat(1_000_000)}{}]`)).toEqual({ ok: false, problem: 'more than 1000000 objects and lists' });
});

test('ten megabytes of open brackets are refused', () => {
  expect(readLenientJson('['.repeat(10_000_000)).ok).toBe(false);
});

test('ten megabytes of quotes and backslashes are refused', () => {
  expect(readLenientJson('"\\'.repeat(5_000_000)).ok).toBe(false);
});

test('a long text is read strictly only', () => {
  const long = 'x'.repeat(1024 * 1024);
  expect(readLenientJson(JSON.stringify({ long })).ok).toBe(true);
  expect(readLenientJson(`{'long':'${long}'}`).ok).toBe(false);
});

test('what is not JSON and longer than a megabyte is not read leniently, and that is said', () => {
  const long = 'x'.repeat(1024 * 1024);
  expect(readLenientJson(`{'a':'${long}'}`)).toEqual({
    ok: false,
    problem: expect.stringMatching(/^not valid JSON, and too long to be read leniently/),
  });
});

test('a part whose name has thirty megabytes is left out', () => {
  const head = `content-disposition: form-data; name="${'n'.repeat(30 * 1024 * 1024)}"`;
  const body = new TextEncoder().encode(`--X\r\n${head}\r\n\r\nv\r\n--X\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--X--`);
  expect(parseMultipart(body, 'X', 'utf-8').map(({ name, value }) => [name, value])).toEqual([['a', '1']]);
});
