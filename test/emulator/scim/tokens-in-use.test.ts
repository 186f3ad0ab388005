import { expect, test } from 'vitest';
import type { Emulator } from '../../../src/index.js';
import { createTestEmulator } from '../../support/emulator.js';
import { DOMAIN, sendScim } from '../../support/scim-requests.js';

const statusOf = async (emulator: Emulator, token: string): Promise<number> =>
  (await sendScim(emulator, '/Users?count=1', { token })).status;

test('accepts a rotated token immediately, and no longer the previous one', async () => {
  const emulator = await createTestEmulator({ scim: true });
  const first = emulator.domains.revealToken('acme', DOMAIN);
  expect(await statusOf(emulator, first)).toBe(200);
  const second = emulator.domains.rotateToken('acme', DOMAIN);
  expect([await statusOf(emulator, first), await statusOf(emulator, second)]).toEqual([401, 200]);
});

test('accepts the token of a company that was created after the first request', async () => {
  const emulator = await createTestEmulator({ scim: true });
  expect(await statusOf(emulator, 'wrong')).toBe(401);
  const { id } = emulator.directory.createCompany('Beta');
  const [{ domain = '' } = {}] = emulator.domains.list(id);
  expect(await statusOf(emulator, emulator.domains.revealToken(id, domain))).toBe(200);
});

test('accepts the first token again after a reset', async () => {
  const emulator = await createTestEmulator({ scim: true });
  const first = emulator.domains.revealToken('acme', DOMAIN);
  const second = emulator.domains.rotateToken('acme', DOMAIN);
  expect(await statusOf(emulator, second)).toBe(200);
  emulator.reset();
  expect([await statusOf(emulator, first), await statusOf(emulator, second)]).toEqual([200, 401]);
});
