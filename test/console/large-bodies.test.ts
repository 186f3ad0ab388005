import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/index.js';

// Bodies of more than a megabyte, which the console reads in slices.

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator({ port: 0, consolePort: 0, seed: 'faker:3:4000' });
});
afterAll(() => emulator.close());

const put = (body: string) => fetch(`${emulator.consoleUrl}/_emulator/state`, { method: 'PUT', body });

test('a large state is restored as it was sent, with characters of several bytes', async () => {
  const { companies, ...head } = emulator.snapshot();
  const renamed = JSON.stringify({ ...head, companies: companies.map((company) => ({ ...company, name: 'Zürich 🧾 GmbH' })) });
  expect(renamed.length).toBeGreaterThan(1_000_000);
  expect((await put(renamed)).status).toBe(204);
  expect(JSON.stringify(emulator.snapshot())).toBe(renamed);
  const read = await fetch(`${emulator.consoleUrl}/_emulator/state`);
  expect(read.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(await read.text()).toBe(renamed);
});

test('a large body that is not JSON, or too complex, is refused and changes nothing', async () => {
  const before = JSON.stringify(emulator.snapshot());
  const cut = await put(before.slice(0, -1));
  expect([cut.status, await cut.json()]).toEqual([400, expect.objectContaining({ detail: expect.stringMatching(/JSON/) })]);
  const deep = await put('['.repeat(1_100_000));
  const detail = 'The body is too complex to read: nested deeper than 200 levels.';
  expect([deep.status, await deep.json()]).toEqual([400, expect.objectContaining({ detail })]);
  expect(JSON.stringify(emulator.snapshot())).toBe(before);
});

test('a company of thousands is listed without the hashes of its secrets', async () => {
  const response = await fetch(`${emulator.consoleUrl}/_emulator/companies/acme`);
  const text = await response.text();
  const company = JSON.parse(text);
  expect(company.accounts).toHaveLength(4001);
  expect(company.policies[0].members).toHaveLength(4001);
  expect(company.credentials).toEqual([{ partnerUserID: emulator.credentials.partnerUserID, actsAs: 'owner@acme.example' }]);
  expect(company.domains).toEqual(['acme.example']);
  expect(text).not.toContain('secretHash');
  expect(company).not.toHaveProperty('reports');
});
