import type { Express } from 'express';
import request from 'supertest';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator, updateEmployees } from '../support/emulator.js';
import { DOMAIN, patchOf, scimIDOf, sendScim } from '../support/scim-requests.js';

const ED = 'ed.engineer@acme.example';
const SEEDED = 'a-token+named/by=the~seed';
const WRONG = 'somebody-elses-token-4711';

let emulator: Emulator;
let app: Express;
/** Texts that must not appear anywhere. */
let tokens: string[];
const printed: string[] = [];

beforeEach(async () => {
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  }
  emulator = await createTestEmulator({ scim: true });
  app = createConsoleApp(emulator, emulator.endpoint);
  const snapshot = emulator.snapshot();
  const seeded = { domain: 'seeded.example', validated: true, samlEnabled: true, samlRequired: true, oktaSCIM: true, scimToken: SEEDED };
  const [company, ...others] = snapshot.companies;
  await emulator.seed(JSON.parse(JSON.stringify({ companies: [{ ...company, domains: [DOMAIN, seeded] }, ...others] })));
  const first = emulator.domains.revealToken('acme', DOMAIN);
  tokens = [first, emulator.domains.rotateToken('acme', DOMAIN), SEEDED, WRONG];
});
afterEach(async () => {
  vi.restoreAllMocks();
  printed.length = 0;
  await emulator.close();
});

/** A text in the encodings that it may have in a URL or in JSON. */
const spellings = (text: string): string[] => [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), btoa(text)];

function expectNoToken(where: string, text: string): void {
  expect(
    tokens.flatMap(spellings).filter((spelling) => text.includes(spelling)),
    where,
  ).toEqual([]);
}

/** Every way in which a client may send a token, even by mistake. */
async function sendEverywhere(token: string): Promise<void> {
  const path = `/Users/${scimIDOf(emulator, ED)}`;
  const encoded = encodeURIComponent(token);
  const send = (where: string, init: Parameters<typeof sendScim>[2] = {}) => sendScim(emulator, where, { token, ...init });
  await send('/Users?count=1');
  await send(path, { headers: { authorization: token } });
  await send(path, { headers: { authorization: `bearer ${token}` } });
  await send(path, { method: 'PATCH', body: patchOf(false) });
  await send(path, { method: 'PATCH', body: `{"broken": "${token}"` });
  await send(path, { method: 'PUT', body: { [token]: token } });
  await send(`/Users/${encoded}`);
  await send(`/Nowhere/${encoded}`);
  await send(`/Users?filter=${encodeURIComponent(`userName eq "${token}"`)}`);
  await send(`/Users?filter=${encoded}`);
  // Without the header, in places where other services expect it.
  for (const name of ['token', 'access_token', 'api_key', 'Authorization']) {
    await sendScim(emulator, `/Users?${name}=${encoded}`, { headers: { authorization: '' } });
  }
  await sendScim(emulator, path, { method: 'PATCH', body: { token, apiToken: token }, headers: { authorization: '' } });
  await sendScim(emulator, path, { method: 'PATCH', body: `token=${encoded}`, headers: { authorization: '' } });
  // To a wrong base URL.
  await emulator.fetch(new URL(`/scim/v1/Users?token=${encoded}`, emulator.endpoint));
}

/** Places where only a token that the emulator knows can be distinguished from other text. */
async function sendWithoutName(token: string): Promise<void> {
  const encoded = encodeURIComponent(token);
  const headers = { authorization: '' };
  await sendScim(emulator, `/Users?key=${encoded}`, { headers });
  await sendScim(emulator, `/Users/${encoded}`, { headers });
  await sendScim(emulator, '/Users/1', { method: 'PATCH', body: token, headers });
  await sendScim(emulator, '/Users/1', { method: 'PATCH', body: { note: token }, headers: { authorization: `Bearer Bearer ${token}` } });
  await emulator.fetch(new URL(`/scim/${encoded}`, emulator.endpoint));
}

/** All console routes except those for tokens. */
function routes(): string[] {
  const ids = emulator.journal.entries().map(({ id }) => id);
  const rows = ['reports', 'expenses', 'domainCards', 'files', 'sessions'];
  return [
    ...['health', 'info', 'jobs', 'metrics', 'state', 'journal', 'advisories', 'presets', 'faults', 'clock', 'rate-limit', 'outbox'],
    ...['credentials', 'companies', 'companies/acme', 'companies/acme/domains', 'scim', 'exchanges', 'exchanges?text=token', 'contracts'],
    ...rows.map((name) => `companies/acme/${name}`),
    ...ids.flatMap((id) => ['', '/curl', '/curl?secret=shown', '/interaction', '/stub'].map((what) => `exchanges/${id}${what}`)),
  ];
}

test('a SCIM token appears in no journal, state, snapshot, export, output or response of the console', async () => {
  for (const token of tokens) await sendEverywhere(token);
  for (const [company, domain] of [
    ['acme', DOMAIN],
    ['acme', 'seeded.example'],
  ] as const) {
    await sendWithoutName(emulator.domains.revealToken(company, domain));
  }
  emulator.faults.once({ preset: 'scim-unauthorized' });
  await sendScim(emulator, '/Users');
  await updateEmployees(emulator, [{ employeeEmail: ED, employeeID: 'E1', managerEmail: ED, policyID: 'A1B2C3D4E5F60001' }]);
  expectNoToken('journal', JSON.stringify([emulator.journal.entries(), emulator.advisories(), emulator.journal.summaries()]));
  // The state file has the format of a snapshot.
  const snapshot = JSON.stringify(emulator.snapshot());
  expect(snapshot).toContain('scimTokenHash');
  expectNoToken('snapshot', snapshot);
  expectNoToken('directory', JSON.stringify([emulator.directory.companies(), emulator.domains.list(), emulator.outbox.list()]));
  for (const route of routes()) {
    const { text, headers, status } = await request(app).get(`/_emulator/${route}`);
    expect(status, route).toBeLessThan(500);
    expectNoToken(route, text + JSON.stringify(headers));
  }
  for (const { id } of emulator.journal.entries()) {
    const { text } = await request(app).post(`/_emulator/exchanges/${id}/replay/preview`);
    expectNoToken(`preview of ${id}`, text);
    expectNoToken(`replay of ${id}`, (await request(app).post(`/_emulator/exchanges/${id}/replay`)).text);
  }
  expectNoToken('journal after replays', JSON.stringify(emulator.journal.entries()));
  expectNoToken('output', printed.join(''));
}, 60_000);

test('refusals reveal nothing about a token', async () => {
  emulator.domains.change('acme', DOMAIN, { oktaSCIM: false });
  const path = `/_emulator/companies/acme/domains/${DOMAIN}/token`;
  for (const answer of [await request(app).get(path), await request(app).post(path)]) {
    expect(answer.status).toBe(409);
    expectNoToken('refusal', answer.text);
  }
  for (const token of tokens) {
    const response = await sendScim(emulator, '/Users', { token });
    expect([401, 403, 200]).toContain(response.status);
    expectNoToken('response', (await response.text()) + JSON.stringify([...response.headers]));
  }
});

test('does not store a password that a client sends by its path', async () => {
  const path = `/Users/${scimIDOf(emulator, ED)}`;
  const Operations = [{ op: 'replace', path: 'password', value: WRONG }];
  await sendScim(emulator, path, { method: 'PATCH', body: { ...patchOf(false), Operations } });
  expectNoToken('journal', JSON.stringify(emulator.journal.entries()));
});
