import { expect, test } from 'vitest';
import type { ReadRequest } from '../../src/emulator/open-exchange.js';
import { RecentRequests } from '../../src/emulator/recent-requests.js';
import { ENDPOINT_PATH } from '../../src/protocol/endpoint.js';
import { createTestEmulator } from '../support/emulator.js';

const FORM = 'application/x-www-form-urlencoded';

function request(body: string, headers: Record<string, string> = { 'content-type': FORM }, url = ENDPOINT_PATH) {
  return { method: 'POST', url, headers, body: new TextEncoder().encode(body) };
}

const READ: ReadRequest = { fields: new Map(), bodyText: '', isMultipart: false, job: {}, secrets: [] };

test('a request is kept when it is sent a second time', () => {
  const recent = new RecentRequests();
  recent.sent('a=1', READ);
  expect(recent.find('a=1')).toBeUndefined();
  recent.sent('a=1', READ);
  expect(recent.find('a=1')).toBe(READ);
  recent.clear();
  expect(recent.find('a=1')).toBeUndefined();
});

test.each([
  ['the start', (mark: string) => `${mark}${'x'.repeat(700)}`],
  ['the middle', (mark: string) => `${'x'.repeat(350)}${mark}${'x'.repeat(350)}`],
  ['the end', (mark: string) => `${'x'.repeat(700)}${mark}`],
])('64 requests that differ in one character at %s are kept side by side', (_, textOf) => {
  const recent = new RecentRequests();
  const texts = Array.from({ length: 64 }, (_text, index) => textOf(String.fromCodePoint(0x100 + index)));
  const reads = texts.map((bodyText) => ({ ...READ, bodyText }));
  for (let times = 0; times < 2; times++) for (const [index, text] of texts.entries()) recent.sent(text, reads[index] ?? READ);
  expect(texts.map((text) => recent.find(text))).toEqual(reads);
});

test('requests that are sent once drop none that are kept', () => {
  const recent = new RecentRequests();
  for (let times = 0; times < 2; times++) recent.sent('a=1', READ);
  for (let index = 0; index < 1000; index++) recent.sent(`b=${index}`, READ);
  expect(recent.find('a=1')).toBe(READ);
});

test('at most 64 requests are kept', () => {
  const recent = new RecentRequests();
  const texts = Array.from({ length: 1000 }, (_, index) => `a=${index}`);
  for (const text of texts) for (let times = 0; times < 2; times++) recent.sent(text, READ);
  expect(texts.filter((text) => recent.find(text) !== undefined).length).toBeLessThanOrEqual(64);
  expect(recent.find('a=999')).toBe(READ);
});

test.each([
  ['another content type', request('a=1', { 'content-type': 'multipart/form-data; boundary=x' })],
  ['another charset', request('a=1', { 'content-type': `${FORM}; charset=utf-16` })],
  ['no content type', request('a=1', {})],
  ['a query', request('a=1', undefined, `${ENDPOINT_PATH}?b=2`)],
  ['more than 4 KB', request(`a=${'1'.repeat(4095)}`)],
])('a request with %s is never known again', (_, other) => {
  expect(new RecentRequests().textOf(other)).toBeUndefined();
});

test('a request that is sent again and again has the same response, journal entry and advisories each time, without its secret', async () => {
  await using emulator = await createTestEmulator({ rateLimit: 'off' });
  const job = { type: 'get', credentials: emulator.credentials, inputSettings: { type: 'policyList', adminsOnly: true } };
  const body = new URLSearchParams({ requestJobDescription: JSON.stringify(job), extra: '1' });
  const send = async () => (await emulator.fetch(emulator.endpoint, { method: 'POST', body })).text();
  const [first, ...others] = [await send(), await send(), await send(), await send()];
  expect(others).toEqual([first, first, first]);
  const entries = emulator.journal.entries().map(({ id: _id, at: _at, durationMs: _ms, ...entry }) => entry);
  expect(entries[0]?.advisories.map(({ code }) => code)).toEqual(['unknown-key', 'unread-field']);
  expect(entries.slice(1)).toEqual([entries[0], entries[0], entries[0]]);
  expect(JSON.stringify(entries)).not.toContain(emulator.credentials.partnerUserSecret);
});

test('JSON that is not strict is advised on each time', async () => {
  await using emulator = await createTestEmulator({ rateLimit: 'off' });
  const job = `${JSON.stringify({ type: 'get', credentials: emulator.credentials, inputSettings: { type: 'policyList' } }).slice(0, -1)},}`;
  for (let times = 0; times < 4; times++) {
    await emulator.fetch(emulator.endpoint, { method: 'POST', body: new URLSearchParams({ requestJobDescription: job }) });
  }
  expect(emulator.advisories().map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => 'lenient-json'));
});

test('a request that was answered before is authenticated again, so a reset that removes its credentials refuses it', async () => {
  await using emulator = await createTestEmulator({ rateLimit: 'off' });
  const credentials = emulator.directory.createCredential('owner@acme.example');
  const job = { type: 'get', credentials, inputSettings: { type: 'policyList' } };
  const body = new URLSearchParams({ requestJobDescription: JSON.stringify(job) });
  const send = async (): Promise<unknown> => (await emulator.fetch(emulator.endpoint, { method: 'POST', body })).json();
  for (let times = 0; times < 3; times++) expect(await send()).toMatchObject({ responseCode: 200 });
  emulator.reset();
  expect(await send()).toMatchObject({ responseCode: 404 });
});
