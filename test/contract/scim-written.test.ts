import { beforeEach, expect, test } from 'vitest';
import { emulatorProvider } from '../../src/console/emulator-provider.js';
import { interactionOf } from '../../src/console/interaction-of-exchange.js';
import { loadContracts } from '../../src/contract/load.js';
import { verifyInteraction } from '../../src/contract/verify.js';
import type { Emulator } from '../../src/index.js';
import { folderWith } from '../support/contracts-folder.js';
import { createTestEmulator } from '../support/emulator.js';
import { patchOf, scimIDOf, sendScim, setActiveOverScim } from '../support/scim-requests.js';

const ED = 'ed.engineer@acme.example';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await createTestEmulator({ scim: true });
});

/** Reads the contract that the console writes for the newest exchange like the suite, and verifies it. */
async function verify(name: 'in-process' | 'http'): Promise<readonly string[]> {
  const [entry] = emulator.journal.entries().slice(-1);
  if (entry === undefined) throw new Error('nothing was journalled');
  const [loaded] = await loadContracts(await folderWith({ 'scim/written.yaml': interactionOf(entry) }));
  if (loaded === undefined) throw new Error('nothing was read');
  const { status, problems } = await verifyInteraction(loaded.interaction, emulatorProvider(name));
  return status === 'passed' ? problems : [status, ...problems];
}

const path = (): string => `/Users/${scimIDOf(emulator, ED)}`;

test.each<[what: string, send: () => Promise<unknown>]>([
  ['a list', () => sendScim(emulator, '/Users?startIndex=1&count=2')],
  ['a search', () => sendScim(emulator, `/Users?filter=${encodeURIComponent(`userName eq "${ED}"`)}`)],
  ['a user', () => sendScim(emulator, path())],
  ['a deactivation', () => setActiveOverScim(emulator, ED, false)],
  ['a replaced user', () => sendScim(emulator, path(), { method: 'PUT', body: { schemas: [], active: false } })],
  ['a bad body', () => sendScim(emulator, path(), { method: 'PATCH', body: '{"<name>' })],
  [
    'a body of another type',
    () => sendScim(emulator, path(), { method: 'PATCH', body: patchOf(true), headers: { 'content-type': 'text/csv' } }),
  ],
  ['a bad filter', () => sendScim(emulator, '/Users?filter=x')],
  ['an unknown user', () => sendScim(emulator, '/Users/1')],
  ['a creation', () => sendScim(emulator, '/Users', { method: 'POST', body: { userName: ED } })],
  ['a deletion', () => sendScim(emulator, path(), { method: 'DELETE' })],
  ['groups', () => sendScim(emulator, '/Groups')],
  ['the schemas', () => sendScim(emulator, '/Schemas')],
  ['a wrong token', () => sendScim(emulator, path(), { token: 'not-the-token' })],
  [
    'a fault',
    () => {
      emulator.faults.once('scim-unavailable');
      return sendScim(emulator, path());
    },
  ],
])('the suite verifies the contract that the console writes for %s over SCIM', async (_what, send) => {
  await send();
  expect(await verify('in-process')).toEqual([]);
  expect(await verify('http')).toEqual([]);
});

test('the suite verifies the contract that the console writes for a request while SCIM is off', async () => {
  emulator = await createTestEmulator();
  await sendScim(emulator, '/Users');
  expect(await verify('in-process')).toEqual([]);
});

test('the suite verifies the contract that the console writes for a created user', async () => {
  emulator = await createTestEmulator({ scimFull: true });
  const body = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'nina@acme.example' };
  expect((await sendScim(emulator, '/Users', { method: 'POST', body })).status).toBe(201);
  expect(await verify('in-process')).toEqual([]);
});
