import { expect, test } from 'vitest';
import { encodeError, encodeSuccess } from '../../../src/emulator/wire/encode.js';
import { header, plainText } from '../../../src/emulator/wire/message.js';
import { wireRequest } from '../../support/wire.js';

test('a success is the body with responseCode last', () => {
  expect(encodeSuccess({ body: { policyList: [] }, contentType: 'application/json', isKept: false }, 200)).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"policyList":[],"responseCode":200}',
  });
});

test('a kept body is encoded the same way each time, and for each content type', () => {
  const body = { policyList: [] };
  const first = encodeSuccess({ body, contentType: 'application/json', isKept: true }, 200);
  expect(encodeSuccess({ body, contentType: 'text/plain', isKept: true }, 200)).toEqual({
    ...first,
    headers: { 'content-type': 'text/plain' },
  });
});

test('a string is sent unchanged', () => {
  expect(encodeSuccess({ body: 'export1.csv', contentType: 'text/plain;charset=utf-8', isKept: false }, 200)).toEqual({
    status: 200,
    headers: { 'content-type': 'text/plain;charset=utf-8' },
    body: 'export1.csv',
  });
});

test('bytes are sent unchanged', () => {
  const body = new Uint8Array([0x25, 0xff]);
  expect(encodeSuccess({ body, contentType: 'application/pdf', isKept: false }, 200).body).toBe(body);
});

test('an error is exactly responseMessage and responseCode under HTTP 200', () => {
  expect(encodeError('Authentication error', 404)).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"responseMessage":"Authentication error","responseCode":404}',
  });
});

test('an error can have an HTTP status and headers', () => {
  expect(encodeError('slow down', 429, { status: 429, headers: { 'retry-after': '7' } })).toMatchObject({
    status: 429,
    headers: { 'content-type': 'application/json', 'retry-after': '7' },
  });
});

test('lone surrogates in a message are encoded as escapes, so the bytes are valid UTF-8', () => {
  const { body } = encodeError('\ud800', 410);
  expect(body.isWellFormed()).toBe(true);
  expect(JSON.parse(body)).toEqual({ responseMessage: '\ud800', responseCode: 410 });
});

test('a refusal without a job is one line of plain text', () => {
  expect(plainText(404, 'Not found.')).toMatchObject({
    status: 404,
    body: 'Not found.\n',
    headers: { 'content-type': 'text/plain;charset=utf-8' },
  });
});

test('a missing header is undefined', () => {
  expect(header(wireRequest('', { contentType: '' }), 'content-type')).toBeUndefined();
});
