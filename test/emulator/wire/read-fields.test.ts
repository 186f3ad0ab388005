import { expect, test } from 'vitest';
import { decode, readFields, refuseRoute } from '../../../src/emulator/wire/decode.js';
import { decodeRequest, FORM, multipart, wireRequest } from '../../support/wire.js';

type Options = Parameters<typeof wireRequest>[1];

/** The advisories on a request, with their details. */
const saidOf = (body: string, options: Options = {}): (string | undefined)[][] => {
  const said: (string | undefined)[][] = [];
  decode(wireRequest(body, options), (code, detail) => said.push(detail === undefined ? [code] : [code, detail]));
  return said;
};

const fieldsOf = (body: string | Uint8Array, contentType = FORM): Record<string, string> =>
  decodeRequest(wireRequest(body, { contentType })).object;

test.each([
  ['', 'none'],
  ['; charset=utf-8', 'none'],
  ['text/plain', 'text/plain'],
  [' Text/Plain ; charset=utf-8', 'text/plain'],
  [`x/${'y'.repeat(100)}`, `x/${'y'.repeat(58)}`],
])('does not read a body of type %j, and the advisory contains its type', (contentType, type) => {
  expect(saidOf('a=1', { contentType })).toEqual([['body-not-read', type]]);
});

test.each(['application/json', ' Application/JSON ; charset=utf-8'])('recognizes a body of type %j as JSON', (contentType) => {
  expect(saidOf('{}', { contentType })).toEqual([['json-body']]);
});

test('only a multipart form is read by a boundary', () => {
  expect(fieldsOf(multipart('X', { a: '1' }), 'multipart/mixed; boundary=X')).toEqual({});
});

test('a request without a body gets no advisory', () => {
  expect(saidOf('', { contentType: 'text/plain' })).toEqual([]);
  expect(decodeRequest(wireRequest('', { contentType: '' }))).toMatchObject({ bodyText: '', object: {} });
});

test.each([`${FORM} ; charset=utf-8`, `${FORM};charset=utf-8`, ` ${FORM}`])('accepts the content type %j for a form', (contentType) => {
  expect(fieldsOf('a=1', contentType)).toEqual({ a: '1' });
});

test.each([`${FORM};charset=ISO-8859-1`, `${FORM};  charset="iso-8859-1"; x=y`, `${FORM}; Charset=latin1`])(
  'uses the charset of %j',
  (contentType) => {
    expect(fieldsOf(Buffer.from('a=é', 'latin1'), contentType)).toEqual({ a: 'é' });
  },
);

test('reads a multipart form in its charset from bytes, and unchanged from decoded text', () => {
  const contentType = 'multipart/form-data; boundary=X; charset=ISO-8859-1';
  const text = multipart('X', { a: 'é' });
  expect(fieldsOf(Buffer.from(text, 'latin1'), contentType)).toEqual({ a: 'é' });
  expect(Object.fromEntries(readFields({ url: '/', contentType, text }, () => {}))).toEqual({ a: 'é' });
});

test.each([
  ['a=1\n2\n', '1\n2'],
  ['a=1\r\n2\r\n', '1\r\n2'],
  ['a=1\n\n', '1\n'],
  ['a=1\n2', '1\n2'],
])('only the last line end of %j is not part of the value', (body, value) => {
  expect(fieldsOf(body)).toEqual({ a: value });
});

test.each([
  ['?a=1', []],
  ['?a=partnerUserSecret&b=1', [['secret-in-url']]],
  ['?a=1&b=partnerUserSecret', [['secret-in-url']]],
  ['', []],
])('the query %j gets the advisories: %j', (query, said) => {
  expect(saidOf('', { query })).toEqual(said);
});

test.each([
  ['data=["ann+lee@example.com"]', [['plus-became-space', 'data']]],
  ['data={"email":"ann+lee@example.com"}', [['plus-became-space', 'data']]],
  ['data= ["ann+lee@example.com"]', [['plus-became-space', 'data']]],
  [`${'d'.repeat(100)}=["ann+lee@example.com"]`, [['plus-became-space', 'd'.repeat(60)]]],
  ['data=["ann lee@example.com"]', []],
  ['data=["ann+lee at example.com"]', []],
  ['data=[1+2]', []],
  ['data=["ann%20lee@example.com"]', []],
  ['note=see+["ann+lee@example.com"]', []],
])('pluses in the form %j get the advisories: %j', (body, said) => {
  expect(saidOf(body)).toEqual(said);
});

test.each([
  ['{"type":"get"}', [['json-body']]],
  [' \n{"type":"get"}', [['json-body']]],
  ['["x"]', [['json-body']]],
  ['type{"get"}', []],
  ['', []],
])('the form %j without a name gets the advisories: %j', (body, said) => {
  expect(saidOf(body)).toEqual(said);
});

test('a body that looks like JSON gets no advisory if the job is in the query', () => {
  expect(saidOf('{"a":1}', { query: '?requestJobDescription=%7B%7D' })).toEqual([]);
});

test.each([
  ['requestJobDescription={"name":"A&B"}', true],
  ['requestJobDescription= {"name":"A&B"}', true],
  ['x=1&requestJobDescription={"name":"A&B"}', true],
  ['requestJobDescription=%7B%7D&B{=1', false],
  ['requestJobDescription=x&B{=1', false],
])('whether the job in %j was cut off at an ampersand: %j', (body, expected) => {
  expect(saidOf(body).some(([code]) => code === 'cut-at-ampersand')).toBe(expected);
});

test('names a refused method, and cuts a very long one', () => {
  expect(refuseRoute(wireRequest('', { method: 'DELETE' }))?.body).toBe('Method DELETE not allowed: use POST.\n');
  expect(refuseRoute(wireRequest('', { method: 'X'.repeat(30) }))?.body).toBe(`Method ${'X'.repeat(20)} not allowed: use POST.\n`);
});
