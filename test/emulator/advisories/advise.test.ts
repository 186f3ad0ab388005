import { expect, test } from 'vitest';
import { advisoryHeader, advisoryHeaders, advisoryTextHeader, createAdvisoryList } from '../../../src/emulator/advisories/advise.js';
import { toAdvisory } from '../../../src/emulator/advisories/table.js';
import { createTestEmulator, sendJob } from '../../support/emulator.js';

test('an advisory has a code, a message with its detail, and a link to its explanation', () => {
  expect(toAdvisory('unread-field', 'x')).toEqual({
    code: 'unread-field',
    message: "The form field 'x' was ignored: this job does not use it.",
    docs: 'docs/reference/advisories.md#unread-field',
  });
});

test('a detail is inserted unchanged, even with dollar signs', () => {
  expect(toAdvisory('unread-field', '$&').message).toContain("'$&'");
});

test('lists each code and detail once', () => {
  const { advise, list } = createAdvisoryList();
  advise('unread-field', 'a');
  advise('unread-field', 'a');
  advise('unread-field', 'b');
  expect(list.map(({ message }) => message.includes("'a'"))).toEqual([true, false]);
});

test('an exchange has fifty advisories at most, and long details are cut', () => {
  const { advise, list } = createAdvisoryList();
  for (let count = 0; count < 80; count++) advise('unread-field', `${count} ${'x'.repeat(1000)}`);
  expect(list).toHaveLength(50);
  expect(Math.max(...list.map(({ message }) => message.length))).toBeLessThan(300);
});

test('the header contains each code once', () => {
  const { advise, list } = createAdvisoryList();
  advise('unread-field', 'a');
  advise('unread-field', 'b');
  advise('json-body');
  expect(advisoryHeader(list)).toBe('unread-field, json-body');
});

test('the second header contains each message after its code, in ASCII without separators', () => {
  const { advise, list } = createAdvisoryList();
  advise('unread-field', 'a, b; 50 % \n ü \ud83d');
  advise('unread-field', 'b');
  expect(advisoryTextHeader(list)).toBe(
    "unread-field;The form field 'a%2C b%3B 50 %25 %0A %C3%BC %EF%BF%BD' was ignored: this job does not use it., unread-field;The form field 'b' was ignored: this job does not use it.",
  );
});

test('the second header is limited to whole messages', () => {
  const { advise, list } = createAdvisoryList();
  for (let count = 0; count < 50; count++) advise('unread-field', `${count} ${'x'.repeat(190)}`);
  const header = advisoryTextHeader(list);
  expect(header.length).toBeGreaterThan(3500);
  expect(header.length).toBeLessThanOrEqual(4000);
  expect(header).toMatch(/this job does not use it\.$/);
});

const body = (credentials: object): URLSearchParams =>
  new URLSearchParams({ requestJobDescription: JSON.stringify({ type: 'get', credentials, inputSettings: { type: 'policyList' }, x: 1 }) });

test('responses contain the codes in x-emulator-advisory', async () => {
  await using emulator = await createTestEmulator();
  const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body: body(emulator.credentials) });
  expect(response.headers.get('x-emulator-advisory')).toBe('unknown-key');
  expect(response.headers.get('x-emulator-advisory-text')).toMatch(/^unknown-key;Ignored an unknown key: x/);
});

test('with advisoryHeader false, only the journal contains advisories', async () => {
  await using emulator = await createTestEmulator({ advisoryHeader: false });
  const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body: body(emulator.credentials) });
  expect(response.headers.get('x-emulator-advisory')).toBeNull();
  expect(response.headers.get('x-emulator-advisory-text')).toBeNull();
  expect(emulator.advisories().map(({ code }) => code)).toEqual(['unknown-key']);
});

test('a response without an advisory has no header', async () => {
  await using emulator = await createTestEmulator();
  const plain = new URLSearchParams({
    requestJobDescription: JSON.stringify({ type: 'get', credentials: emulator.credentials, inputSettings: { type: 'policyList' } }),
  });
  const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body: plain });
  expect(response.headers.has('x-emulator-advisory')).toBe(false);
});

test('advisories are listed with their exchange, oldest first', async () => {
  await using emulator = await createTestEmulator();
  const job = { type: 'get', inputSettings: { type: 'policyList' } };
  await sendJob(emulator, { ...job, first: 1 });
  await sendJob(emulator, job);
  await sendJob(emulator, { ...job, third: 1 });
  expect(emulator.advisories()).toMatchObject([
    { exchange: 1, message: expect.stringContaining('first') },
    { exchange: 3, message: expect.stringContaining('third') },
  ]);
});

test('the headers of a response contain an advisory that an earlier exchange got only after its response', () => {
  const earlier = createAdvisoryList();
  earlier.advise('json-body');
  expect(advisoryHeaders(earlier.list)['x-emulator-advisory']).toBe('json-body');
  earlier.advise('missing-entity');
  const later = createAdvisoryList();
  later.advise('json-body');
  later.advise('missing-entity');
  expect(advisoryHeaders(later.list)['x-emulator-advisory']).toBe('json-body, missing-entity');
});
