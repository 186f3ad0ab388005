import { afterEach, expect, test, vi } from 'vitest';
import { PRESETS, type Preset, type PresetName } from '../../../src/emulator/faults/presets.js';
import type { Emulator } from '../../../src/index.js';
import { createTestEmulator } from '../../support/emulator.js';

afterEach(() => vi.useRealTimers());

const entries = Object.entries(PRESETS) as [PresetName, Preset][];
const names = (is: (preset: Preset) => boolean): PresetName[] => entries.filter(([, preset]) => is(preset)).map(([name]) => name);

function ask(emulator: Emulator): Promise<Response> {
  const job = { type: 'get', credentials: emulator.credentials, inputSettings: { type: 'policyList' } };
  return emulator.fetch(emulator.endpoint, { method: 'POST', body: new URLSearchParams({ requestJobDescription: JSON.stringify(job) }) });
}

test.each(names(({ responseCode }) => responseCode !== undefined))('%s sends its envelope', async (name) => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ preset: name });
  const { responseCode, responseMessage, status = 200, headers = {} }: Preset = PRESETS[name];
  const response = await ask(emulator);
  expect(response.status).toBe(status);
  expect(Object.fromEntries(response.headers)).toMatchObject({ 'content-type': 'application/json', ...headers });
  expect(await response.json()).toEqual({ responseMessage, responseCode });
});

test.each(names(({ body }) => body !== undefined))('%s sends an HTML page with its status', async (name) => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ preset: name });
  const response = await ask(emulator);
  expect(response.status).toBe(Number(name.slice('http-'.length)));
  expect(response.headers.get('content-type')).toBe('text/html');
  expect(await response.text()).toContain(`<h1>${response.status} `);
});

test.each(names(({ latencyMs }) => latencyMs !== undefined))('%s delays the normal response', async (name) => {
  await using emulator = await createTestEmulator();
  const plain = await (await ask(emulator)).text();
  emulator.faults.add({ preset: name });
  vi.useFakeTimers();
  const answered = vi.fn();
  const response = ask(emulator);
  void response.then(answered);
  await vi.advanceTimersByTimeAsync(40);
  expect(answered).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await (await response).text()).toBe(plain);
});

test('connection-reset cuts the connection, as fetch reports it', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ preset: 'connection-reset' });
  await expect(ask(emulator)).rejects.toMatchObject({ name: 'TypeError', cause: { code: 'ECONNRESET' } });
});

test('empty-body sends an empty body with HTTP 200', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ preset: 'empty-body' });
  const response = await ask(emulator);
  expect([response.status, await response.text()]).toEqual([200, '']);
});

test('truncated-json sends the first half', async () => {
  await using emulator = await createTestEmulator();
  const whole = await (await ask(emulator)).text();
  emulator.faults.add({ preset: 'truncated-json' });
  expect(await (await ask(emulator)).text()).toBe(whole.slice(0, Math.floor(whole.length / 2)));
});

test('wrong-content-type sends the same JSON as text', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.add({ preset: 'wrong-content-type' });
  const response = await ask(emulator);
  expect(response.headers.get('content-type')).toBe('text/plain;charset=utf-8');
  expect(await response.json()).toMatchObject({ responseCode: 200 });
});

test.each(names(({ status, body, responseCode }) => status !== undefined && body === undefined && responseCode === undefined))(
  '%s sends the Error schema to SCIM requests and does not affect jobs',
  async (name) => {
    await using emulator = await createTestEmulator({ scim: true });
    emulator.faults.add({ preset: name });
    const { url = '', token = '' } = emulator.scim ?? {};
    const { status, responseMessage, headers = {} }: Preset = PRESETS[name];
    expect((await ask(emulator)).status).toBe(200);
    const response = await emulator.fetch(`${url}/Users`, { headers: { authorization: token } });
    expect(response.status).toBe(status);
    expect(Object.fromEntries(response.headers)).toMatchObject(headers);
    expect(await response.json()).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      detail: responseMessage,
      status: String(status),
    });
  },
);

test('these tests cover every preset', () => {
  const covered = new Set([
    ...names(({ responseCode, body, latencyMs }) => responseCode !== undefined || body !== undefined || latencyMs !== undefined),
    ...names((preset) => preset.status !== undefined),
    ...['connection-reset', 'empty-body', 'truncated-json', 'wrong-content-type', 'failed-policies'],
  ]);
  expect(entries.map(([name]) => name).filter((name) => !covered.has(name))).toEqual([]);
});
