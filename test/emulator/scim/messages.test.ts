import { expect, test } from 'vitest';
import { createTestEmulator } from '../../support/emulator.js';
import { patchOf, scimIDOf, sendScim } from '../../support/scim-requests.js';

const ED = 'ed.engineer@acme.example';

test.each([
  ['null', { op: 'replace', path: 'active', value: null }],
  ['no value', { op: 'replace', path: 'active' }],
  ['an empty string', { op: 'replace', path: 'active', value: '' }],
])('says that active is empty if a PATCH sets it to %s', async (_what, operation) => {
  const emulator = await createTestEmulator({ scim: true });
  const body = { ...patchOf(false), Operations: [operation] };
  const response = await sendScim(emulator, `/Users/${scimIDOf(emulator, ED)}`, { method: 'PATCH', body });
  expect(await response.json()).toMatchObject({ scimType: 'invalidValue', detail: 'active must be true or false, not empty.' });
});

test('says that a body is nested too deeply', async () => {
  const emulator = await createTestEmulator({ scim: true });
  const body = `${'['.repeat(300)}${']'.repeat(300)}`;
  const response = await sendScim(emulator, `/Users/${scimIDOf(emulator, ED)}`, { method: 'PATCH', body });
  expect(await response.json()).toMatchObject({ detail: 'The body is not valid: it is nested deeper than 200 levels.' });
});
