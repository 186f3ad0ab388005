import { expect, test } from 'vitest';
import { encodeSuccess } from '../../../src/emulator/wire/encode.js';
import { parseForm } from '../../../src/emulator/wire/form.js';
import { parseMultipart } from '../../../src/emulator/wire/multipart.js';
import { toBytes } from '../../support/wire.js';

const pairsOf = (text: string): string[][] => parseMultipart(toBytes(text), 'X', 'utf-8').map(({ name, value }) => [name, value]);

const part = (head: string, value: string): string => `--X\r\n${head}\r\n\r\n${value}\r\n`;

test('text after the final boundary is not a part', () => {
  expect(
    pairsOf(`${part('Content-Disposition: form-data; name="a"', '1')}--X--\r\n${part('Content-Disposition: form-data; name="b"', '2')}`),
  ).toEqual([['a', '1']]);
});

test('reads a name from the disposition of the part and from no other header', () => {
  const other = 'X-Content-Disposition: form-data; name="other"';
  expect(pairsOf(`${part(`${other}\r\nContent-Disposition: form-data;name="a"`, '1')}--X--`)).toEqual([['a', '1']]);
  expect(pairsOf(`${part(other, '1')}--X--`)).toEqual([]);
});

test('a name must be on the line of the disposition', () => {
  expect(pairsOf(`${part('Content-Disposition: form-data\r\nX-Other: x; name="other"', '1')}--X--`)).toEqual([]);
});

test('reads a part with headers of 16 KiB and skips one with more', () => {
  const head = 'Content-Disposition: form-data; name="a"\r\nX-Filler: ';
  const filled = (length: number): string => head + 'x'.repeat(length - head.length - 2);
  // The line end after `--X` belongs to the headers.
  expect(pairsOf(`${part(filled(16 * 1024), '1')}--X--`)).toEqual([['a', '1']]);
  expect(pairsOf(`${part(filled(16 * 1024 + 1), '1')}--X--`)).toEqual([]);
});

test('an entry without an equals sign and an ampersand at the end give no additional entry', () => {
  expect(parseForm('a&b=1&')).toEqual([
    { name: 'a', value: '', raw: '' },
    { name: 'b', value: '1', raw: '1' },
  ]);
  expect(parseForm('')).toEqual([]);
});

test('reads each part of a body without the final boundary once', () => {
  expect(
    pairsOf(`${part('Content-Disposition: form-data; name="a"', '1')}${part('Content-Disposition: form-data; name="b"', '2')}`),
  ).toEqual([
    ['a', '1'],
    ['b', '2'],
  ]);
});

test('reads bytes that happen to be UTF-8 in the charset of the form', () => {
  expect(parseForm('a=%C3%A9', 'windows-1252')[0]?.value).toBe('Ã©');
});

test('keeps a byte order mark that is part of a value', () => {
  expect(parseForm('a=%EF%BB%BFx')[0]?.value).toBe('\uFEFFx');
});

test('reads a multi-byte character next to an invalid escape', () => {
  expect(parseForm('a=%E2%82%AC%')).toEqual([{ name: 'a', value: '€%', raw: '%E2%82%AC%' }]);
  expect(parseForm('a=%e9%', 'windows-1252')).toEqual([{ name: 'a', value: 'é%', raw: '%e9%' }]);
});

test('only a kept body is encoded once; a changed one is encoded again', () => {
  const body: { list: number[] } = { list: [1] };
  expect(encodeSuccess({ body, contentType: 'a/b', isKept: false }, 200).body).toBe('{"list":[1],"responseCode":200}');
  body.list = [2];
  expect(encodeSuccess({ body, contentType: 'a/b', isKept: false }, 200).body).toBe('{"list":[2],"responseCode":200}');
});

test('a kept body gives the identical text again', () => {
  const list = [1];
  const body = { list };
  const first = encodeSuccess({ body, contentType: 'a/b', isKept: true }, 200).body;
  list.push(2);
  expect(encodeSuccess({ body, contentType: 'c/d', isKept: true }, 200)).toEqual({
    status: 200,
    headers: { 'content-type': 'c/d' },
    body: first,
  });
});
