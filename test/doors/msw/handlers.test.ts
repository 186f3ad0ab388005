import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createClient } from '../../../src/client/index.js';
import { handlers } from '../../../src/doors/msw/index.js';
import type { Emulator } from '../../../src/index.js';
import { LIVE_BASE_URL } from '../../../src/protocol/endpoint.js';
import { createTestEmulator } from '../../support/emulator.js';

const server = setupServer();
let emulator: Emulator;
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(async () => {
  emulator = await createTestEmulator();
  server.use(...handlers(emulator));
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const LIVE = `${LIVE_BASE_URL}/Integration-Server/ExpensifyIntegrations`;

/** Sends a request as a program that does not know about the emulator does. */
function send(job: object, fields: Record<string, string> = {}, init: RequestInit = {}): Promise<Response> {
  const body = new URLSearchParams({ requestJobDescription: JSON.stringify({ credentials: emulator.credentials, ...job }), ...fields });
  return fetch(LIVE, { method: 'POST', body, ...init });
}
const LIST = { type: 'get', inputSettings: { type: 'policyList' } };

test('the emulator responds to requests to the real URL', async () => {
  expect(await (await send(LIST)).json()).toMatchObject({ responseCode: 200, policyList: [{}, {}, {}] });
  expect(emulator.journal.entries()).toMatchObject([
    { job: 'get policyList', request: { url: '/Integration-Server/ExpensifyIntegrations' } },
  ]);
});

test('a client for the real service writes to the emulator', async () => {
  const client = createClient({ credentials: emulator.credentials, baseUrl: LIVE_BASE_URL });
  const nina = { employeeEmail: 'nina@acme.example', employeeID: '7', policyID: 'A1B2C3D4E5F60001', managerEmail: 'owner@acme.example' };
  expect(await client.updateEmployees([nina])).toMatchObject({ updatedEmployeesCount: 1 });
  expect(emulator.journal.entries().at(-1)).toMatchObject({ job: 'update employees', responseCode: 200 });
});

test('a query is passed on, and so is a request without a body', async () => {
  const job = JSON.stringify({ credentials: emulator.credentials, ...LIST });
  const response = await fetch(`${LIVE}?requestJobDescription=${encodeURIComponent(job)}`);
  expect(await response.json()).toMatchObject({ responseCode: 200 });
});

test('multipart arrives as it was sent', async () => {
  const form = new FormData();
  form.set('requestJobDescription', JSON.stringify({ credentials: emulator.credentials, ...LIST }));
  expect(await (await fetch(LIVE, { method: 'POST', body: form })).json()).toMatchObject({ responseCode: 200 });
});

test('a fault that cuts the connection becomes a network error', async () => {
  emulator.faults.once('connection-reset');
  await expect(send(LIST)).rejects.toThrow(TypeError);
  expect((await send(LIST)).status).toBe(200);
});

test('an aborted request rejects with the reason', async () => {
  emulator.faults.add({ preset: 'slow', latencyMs: 60_000, times: 1 });
  await expect(send(LIST, {}, { signal: AbortSignal.timeout(20) })).rejects.toThrow(/abort|timeout/i);
});

test('a custom URL is intercepted, and the real one is not', async () => {
  server.resetHandlers(...handlers(emulator, { url: 'https://proxy.example/expensify' }));
  const body = new URLSearchParams({ requestJobDescription: JSON.stringify({ credentials: emulator.credentials, ...LIST }) });
  expect(await (await fetch('https://proxy.example/expensify', { method: 'POST', body })).json()).toMatchObject({ responseCode: 200 });
  await expect(send(LIST)).rejects.toThrow();
});

test.each(['https://scim.acme.example/v2', 'https://scim.acme.example/v2/'])('SCIM requests below %s get a response', async (scimUrl) => {
  await using serving = await createTestEmulator({ scim: true });
  server.use(...handlers(serving, { scimUrl }));
  const response = await fetch('https://scim.acme.example/v2/Users?filter=userName%20eq%20%22ed.engineer@acme.example%22', {
    headers: { authorization: `Bearer ${serving.scim?.token}` },
  });
  expect(await response.json()).toMatchObject({ totalResults: 1, Resources: [{ name: { givenName: 'Ed' } }] });
});
