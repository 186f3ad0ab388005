import { expect, test } from 'vitest';
import { parseForm } from '../../../src/emulator/wire/form.js';

const values = (text: string, charset?: string): Record<string, string> =>
  Object.fromEntries(parseForm(text, charset).map(({ name, value }) => [name, value]));

test.each([
  ['a=1&b=2', { a: '1', b: '2' }],
  ['a=1+2', { a: '1 2' }],
  ['a=1%2B2', { a: '1+2' }],
  ['a+b=1', { 'a b': '1' }],
  ['a%3D=1', { 'a=': '1' }],
  ['a=b=c', { a: 'b=c' }],
  ['a', { a: '' }],
  ['a=', { a: '' }],
  ['=1', { '': '1' }],
  ['&&a=1&', { a: '1' }],
  ['', {}],
  ['a=%7B%22b%22%3A1%7D', { a: '{"b":1}' }],
  ['a=%E2%82%AC', { a: '€' }],
  ['a=%e2%82%ac', { a: '€' }],
  ['a=€', { a: '€' }],
])('reads the form %j as %j', (text, fields) => {
  expect(values(text)).toEqual(fields);
});

test.each([
  ['a=100%', '100%'],
  ['a=%zz', '%zz'],
  ['a=%4', '%4'],
  ['a=%', '%'],
  ['a=50%25%', '50%%'],
  ['a=%41%zz%42', 'A%zzB'],
])('keeps the invalid escape in %j unchanged', (text, value) => {
  expect(values(text)).toEqual({ a: value });
});

test('replaces escapes that are not UTF-8 and loses nothing around them', () => {
  expect(values('a=x%FFy%C3')).toEqual({ a: 'x\uFFFDy\uFFFD' });
});

test('reads escapes in the charset of the form', () => {
  expect(values('a=%E9t%E9', 'windows-1252')).toEqual({ a: 'été' });
});

test('an entry keeps its value before decoding', () => {
  expect(parseForm('a=1+%32')).toEqual([{ name: 'a', value: '1 2', raw: '1+%32' }]);
});

test('a repeated name gives two entries in order', () => {
  expect(parseForm('a=1&a=2').map(({ value }) => value)).toEqual(['1', '2']);
});

test('drops entries after the thousandth', () => {
  const pairs = parseForm(Array.from({ length: 1500 }, (_, index) => `f${index}=x`).join('&'));
  expect(pairs).toHaveLength(1000);
  expect(pairs.at(-1)?.name).toBe('f999');
});

test('empty entries do not count towards the thousand', () => {
  expect(values(`${'&'.repeat(5000)}a=1`)).toEqual({ a: '1' });
});
