import { expect, test } from 'vitest';
import { encodeError, encodeSuccess } from '../../../src/emulator/wire/encode.js';
import { header, plainText } from '../../../src/emulator/wire/message.js';
import { wireRequest } from '../../support/wire.js';

test('a success is the body with responseCode last', () => {
  expect(encodeSuccess({ policyList: [] }, 200, 'application/json')).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"policyList":[],"responseCode":200}',
  });
});

test('a frozen body is encoded the same each time, and for each content type', () => {
  const body = Object.freeze({ policyList: [] });
  const first = encodeSuccess(body, 200, 'application/json');
  expect(encodeSuccess(body, 200, 'text/plain')).toEqual({ ...first, headers: { 'content-type': 'text/plain' } });
});

test('an error is exactly responseMessage and responseCode under HTTP 200', () => {
  expect(encodeError('Authentication error', 404)).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"responseMessage":"Authentication error","responseCode":404}',
  });
});

test('an error may carry an HTTP status and headers', () => {
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

test('a refusal below the job is one line of plain text', () => {
  expect(plainText(404, 'Not found.')).toMatchObject({
    status: 404,
    body: 'Not found.\n',
    headers: { 'content-type': 'text/plain;charset=utf-8' },
  });
});

test('a header that is not there is undefined', () => {
  expect(header(wireRequest('', { contentType: '' }), 'content-type')).toBeUndefined();
});
