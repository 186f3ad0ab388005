import { expect, test } from 'vitest';
import { createAdvisoryList } from '../../../src/emulator/advisories/advise.js';
import { decode, refuseRoute } from '../../../src/emulator/wire/decode.js';
import type { WireRequest } from '../../../src/emulator/wire/message.js';
import { decodeRequest, FORM, multipart, wireRequest } from '../../support/wire.js';

function messagesOf(request: WireRequest): string[] {
  const { advise, list } = createAdvisoryList();
  decode(request, advise);
  return list.map(({ message }) => message);
}

test('fields of the query come before fields of the body', () => {
  expect(decodeRequest(wireRequest('a=body&b=2', { query: '?a=query' })).object).toEqual({ a: 'query', b: '2' });
});

test('the first value of a repeated field counts', () => {
  expect(decodeRequest(wireRequest('a=1&a=2')).object).toEqual({ a: '1' });
});

test.each(['application/json', 'text/plain', ''])('reads fields in the query whatever the content type is: %j', (contentType) => {
  expect(decodeRequest(wireRequest('', { query: '?a=1&b=%7B', contentType })).object).toEqual({ a: '1', b: '{' });
});

test.each([`${FORM}; charset=utf-8`, `${FORM};charset=UTF8`, `${FORM.toUpperCase()}; charset="utf-8"`, `${FORM}; charset=klingon`])(
  'reads %j as UTF-8',
  (contentType) => {
    expect(decodeRequest(wireRequest('a=é%C3%A9', { contentType })).object).toEqual({ a: 'éé' });
  },
);

test('reads a latin-1 form as such, escaped or not', () => {
  const request = wireRequest(Buffer.from('a=é%E9', 'latin1'), { contentType: `${FORM}; charset=ISO-8859-1` });
  expect(decodeRequest(request).object).toEqual({ a: 'éé' });
});

test('replaces bytes that are not UTF-8', () => {
  expect(decodeRequest(wireRequest(new Uint8Array([0x61, 0x3d, 0xff]))).object).toEqual({ a: '\uFFFD' });
});

test.each(['a=1\n', 'a=1\r\n'])('a final line end is not part of the last value: %j', (body) => {
  expect(decodeRequest(wireRequest(body)).object).toEqual({ a: '1' });
});

test.each([
  ['a=1\n2\n', '1\n2'],
  ['a=1\r\n2\r\n', '1\r\n2'],
  ['a=1\n2', '1\n2'],
  ['a=1\n\n', '1\n'],
  ['a=1\r\n\n', '1\r\n'],
])('removes only the last line end of those in %j', (body, expected) => {
  expect(decodeRequest(wireRequest(body)).object).toEqual({ a: expected });
});

test('reads a multipart body by its boundary', () => {
  const request = wireRequest(multipart('a.b', { a: '1+2' }), { contentType: 'multipart/form-data; boundary=a.b' });
  expect(decodeRequest(request)).toMatchObject({ object: { a: '1+2' }, codes: [] });
});

test('does not read a multipart body without a boundary, and an advisory says so', () => {
  expect(decodeRequest(wireRequest('--x', { contentType: 'multipart/form-data' }))).toMatchObject({ object: {}, codes: ['body-not-read'] });
});

test.each([
  ['application/json', 'json-body'],
  ['text/plain', 'body-not-read'],
  ['', 'body-not-read'],
])('does not read a body of type %j: %s', (contentType, code) => {
  expect(decodeRequest(wireRequest('a=1', { contentType }))).toMatchObject({ object: {}, codes: [code], bodyText: 'a=1' });
});

test('a JSON body is reported as unread if the job is in the query', () => {
  const query = '?requestJobDescription=%7B%7D';
  expect(decodeRequest(wireRequest('{}', { contentType: 'application/json', query })).codes).toEqual(['body-not-read']);
});

test('reads the first value of a content type that is a list', () => {
  const request = { ...wireRequest('a=1'), headers: { 'content-type': [FORM, 'text/plain'] } };
  expect(decodeRequest(request).object).toEqual({ a: '1' });
});

const job = (email: string): string => `{"type":"update","email":"${email}"}`;

test('an unencoded plus in an address becomes a space, and an advisory says so', () => {
  const decoded = decodeRequest(wireRequest(`requestJobDescription=${job('a+b@x.com')}`));
  expect(decoded.object).toEqual({ requestJobDescription: job('a b@x.com') });
  expect(decoded.codes).toEqual(['plus-became-space']);
});

test('an encoded plus is kept, without an advisory', () => {
  const body = `requestJobDescription=${encodeURIComponent(job('a+b@x.com'))}`;
  expect(decodeRequest(wireRequest(body))).toMatchObject({ object: { requestJobDescription: job('a+b@x.com') }, codes: [] });
});

test('an address with an encoded space gets no advisory', () => {
  expect(decodeRequest(wireRequest(`data=${encodeURIComponent('["a b@x.com"]')}`)).codes).toEqual([]);
});

test('an unencoded ampersand cuts off the job, and an advisory says so', () => {
  const decoded = decodeRequest(wireRequest('requestJobDescription={"name":"A&B"}'));
  expect(decoded.object).toEqual({ requestJobDescription: '{"name":"A', 'B"}': '' });
  expect(decoded.codes).toEqual(['cut-at-ampersand']);
});

test.each([
  ['requestJobDescription={"name":"A&B"}', 'An unencoded & cut off requestJobDescription after the key "name"'],
  ['requestJobDescription=%7B%7D&data=[{"lastName":"Marks & Spencer"}]', 'An unencoded & cut off data after the key "lastName"'],
  ['data=["R&D"]', 'An unencoded & cut off data.'],
  ['data={"a":{"b":"c"},&"d":1}', 'An unencoded & cut off data after the key "b"'],
])('the advisory on %s says where it was cut off', (body, expected) => {
  expect(messagesOf(wireRequest(body))).toEqual([expect.stringContaining(expected)]);
});

test('does not reveal a secret that an ampersand cut in two', () => {
  const [message] = messagesOf(wireRequest('requestJobDescription={"credentials":{"partnerUserSecret":"hunter&two"}}'));
  expect(message).toContain('"partnerUserSecret"');
  expect(message).not.toMatch(/hunter|two/);
});

test('an unencoded job with other fields gets no advisory', () => {
  expect(decodeRequest(wireRequest('requestJobDescription={"name":"A"}&data=[]')).codes).toEqual([]);
});

test('a secret in the query gets an advisory', () => {
  const query = `?requestJobDescription=${encodeURIComponent('{"credentials":{"partnerUserSecret":"x"}}')}`;
  expect(decodeRequest(wireRequest('', { query })).codes).toEqual(['secret-in-url']);
});

test.each(['__proto__', 'constructor', 'toString'])('a field can be called %s', (name) => {
  expect(decodeRequest(wireRequest(`${name}=1`)).fields.get(name)).toBe('1');
});

test.each(['POST', 'GET'])('accepts %s to the endpoint', (method) => {
  expect(refuseRoute(wireRequest('', { method, query: '?a=1' }))).toBeUndefined();
});

test.each([
  '/',
  '/Integration-Server',
  '/integration-server/expensifyintegrations',
  '/Integration-Server/ExpensifyIntegrations/',
  '',
  '?a',
])('the path %j is not found', (url) => {
  expect(refuseRoute({ ...wireRequest(''), url })).toMatchObject({ status: 404, body: expect.stringContaining('ExpensifyIntegrations') });
});

test.each(['PUT', 'DELETE', 'OPTIONS', 'post', ''])('the method %j is not allowed', (method) => {
  expect(refuseRoute(wireRequest('', { method }))).toMatchObject({ status: 405, headers: { allow: 'GET, POST' } });
});
