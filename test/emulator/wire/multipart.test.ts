import { expect, test } from 'vitest';
import { boundaryOf, parseMultipart } from '../../../src/emulator/wire/multipart.js';
import { multipart, toBytes } from '../../support/wire.js';

const read = (body: string | Uint8Array, boundary = 'X', charset = 'utf-8'): Record<string, string> =>
  Object.fromEntries(
    parseMultipart(typeof body === 'string' ? toBytes(body) : body, boundary, charset).map(({ name, value }) => [name, value]),
  );

const fields = { requestJobDescription: '{"type":"get"}', data: '[1,\r\n2]' };

test.each(['X', '-', 'a.b', '----WebKitFormBoundary7MA4YWxkTrZu0gW', "'()+_,-./:=?", '0'.repeat(70), 'a b', '.', 'é'])(
  'reads parts with the boundary %j',
  (boundary) => {
    expect(read(multipart(boundary, fields), boundary)).toEqual(fields);
  },
);

test.each([
  ['multipart/form-data; boundary=X', 'X'],
  ['multipart/form-data; boundary="a b;c"', 'a b;c'],
  ['multipart/form-data;boundary=a.b', 'a.b'],
  ['multipart/form-data; charset=utf-8; BOUNDARY=X', 'X'],
  ['multipart/form-data; boundary=X; charset=utf-8', 'X'],
  ['multipart/form-data', undefined],
  ['multipart/form-data; boundary=', undefined],
])('the boundary of %j is %j', (contentType, boundary) => {
  expect(boundaryOf(contentType)).toBe(boundary);
});

test('lines can end in LF alone', () => {
  expect(read(multipart('X', { a: '1', b: '2' }, '\n'))).toEqual({ a: '1', b: '2' });
});

test.each([
  ['the final CRLF', '--X\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--X--'],
  ['the final boundary', '--X\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'],
  ['everything after the value', '--X\r\nContent-Disposition: form-data; name="a"\r\n\r\n1'],
])('reads a body that lacks %s', (_what, body) => {
  expect(read(body)).toEqual({ a: '1' });
});

test('reads a file part as the field with its name', () => {
  const head = 'Content-Disposition: form-data; name="data"; filename="feed.json"\r\nContent-Type: application/json';
  expect(read(`--X\r\n${head}\r\n\r\n[]\r\n--X--\r\n`)).toEqual({ data: '[]' });
});

test.each([
  ['name first', 'form-data; name="data"; filename="name.json"'],
  ['file name first', 'form-data; filename="other name.json"; name="data"'],
  ['no quotes', 'form-data; name=data'],
  ['an upper-case parameter', 'form-data; NAME="data"'],
])('finds the name of a part with %s', (_what, disposition) => {
  expect(read(`--X\r\ncontent-disposition: ${disposition}\r\n\r\n1\r\n--X--`)).toEqual({ data: '1' });
});

test('unescapes an escaped quote in a name', () => {
  expect(read('--X\r\nContent-Disposition: form-data; name="a\\"b"\r\n\r\n1\r\n--X--')).toEqual({ 'a"b': '1' });
});

test('skips a part without a name', () => {
  expect(read(`--X\r\nContent-Type: text/plain\r\n\r\nlost\r\n${multipart('X', { a: '1' })}`)).toEqual({ a: '1' });
});

test('skips a part without a blank line', () => {
  expect(read(`--X\r\nContent-Disposition: form-data; name="lost"\r\n${multipart('X', { a: '1' })}`)).toEqual({ a: '1' });
});

test('ignores text before the first boundary and after the last one', () => {
  expect(read(`preamble\r\n${multipart('X', { a: '1' })}epilogue`)).toEqual({ a: '1' });
});

test.each(['a--Xb', 'x --X', '"--X--"'])('the boundary inside a line of a value is data: %j', (value) => {
  expect(read(multipart('X', { a: value, b: '2' }))).toEqual({ a: value, b: '2' });
});

test.each(['', '\r\n', '\n\n', ' x ', 'a\r\n\r\nb'])('keeps the value %j unchanged', (value) => {
  expect(read(multipart('X', { a: value }))).toEqual({ a: value });
});

test('reads values in the charset of the body', () => {
  const body = Buffer.from(multipart('X', { a: 'été' }), 'latin1');
  expect(read(body, 'X', 'windows-1252')).toEqual({ a: 'été' });
});

test('replaces bytes that are not UTF-8', () => {
  const body = Buffer.concat([
    Buffer.from('--X\r\nContent-Disposition: form-data; name="a"\r\n\r\nx'),
    Buffer.from([0xff]),
    Buffer.from('\r\n--X--'),
  ]);
  expect(read(body)).toEqual({ a: 'x\uFFFD' });
});

test('a name can contain text beyond ASCII', () => {
  expect(read(multipart('X', { größe: '1' }))).toEqual({ größe: '1' });
});

test('drops parts after the thousandth', () => {
  const parts = Object.fromEntries(Array.from({ length: 1200 }, (_, index) => [`f${index}`, 'x']));
  expect(Object.keys(read(multipart('X', parts)))).toHaveLength(1000);
});

test('a body without the boundary contains no field', () => {
  expect(read('a=1&b=2')).toEqual({});
});
