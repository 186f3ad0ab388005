import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoSeedWith } from '../../../src/console/emulator-provider.js';
import { ask, createScimEmulator, ED, ED_EMAIL, isActive, setActive } from '../../support/scim.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scim-state-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const TOKEN = 'a-token-that-the-seed-names';
const withToken = demoSeedWith({
  domains: [{ domain: 'acme.example', samlEnabled: true, samlRequired: true, oktaSCIM: true, scimToken: TOKEN }],
});

test('a reset undoes a deactivation and restores the sessions', async () => {
  await using emulator = await createScimEmulator();
  const before = emulator.snapshot();
  await setActive(emulator, ED, false);
  await emulator.reset();
  expect(await isActive(emulator, ED)).toBe(true);
  expect(emulator.snapshot()).toEqual(before);
});

test('a snapshot contains deactivations, sessions and settings, but no token; another emulator restores the same state', async () => {
  await using emulator = await createScimEmulator({ seed: withToken });
  await setActive(emulator, ED, false);
  const snapshot = emulator.snapshot();
  expect(JSON.stringify(snapshot)).not.toContain(TOKEN);
  await using other = await createScimEmulator();
  await other.restore(JSON.parse(JSON.stringify(snapshot)));
  expect((await ask(other, 'GET', `/Users/${ED}`, { authorization: TOKEN })).body.active).toBe(false);
  expect(() => other.directory.signIn(ED_EMAIL)).toThrow('deactivated through SCIM');
  expect(other.snapshot()).toEqual(snapshot);
});

test('a deactivation and a rotated token survive a restart, and the state file contains neither token', async () => {
  const stateFile = join(folder, 'state.json');
  const first = await createScimEmulator({ stateFile });
  await setActive(first, ED, false);
  const token = first.domains.rotateToken('acme', 'acme.example');
  for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), 'utf8')).not.toContain(token);
  await first.close();
  expect(readFileSync(stateFile, 'utf8')).not.toContain(token);
  await using second = await createScimEmulator({ stateFile });
  expect(second.scim?.token).toBe(token);
  expect(await isActive(second, ED)).toBe(false);
  expect(() => second.directory.signIn(ED_EMAIL)).toThrow('deactivated through SCIM');
});

test("a token from a seed still works after a restart, but can't be shown until it is rotated", async () => {
  const stateFile = join(folder, 'state.json');
  await (await createScimEmulator({ stateFile, seed: withToken })).close();
  expect(readFileSync(stateFile, 'utf8')).not.toContain(TOKEN);
  await using emulator = await createScimEmulator({ stateFile });
  expect((await ask(emulator, 'GET', '/Users', { authorization: TOKEN })).status).toBe(200);
  expect(emulator.scim).toBeUndefined();
  expect(() => emulator.domains.revealToken('acme', 'acme.example')).toThrow('Rotate it');
  const token = emulator.domains.rotateToken('acme', 'acme.example');
  expect(emulator.scim?.token).toBe(token);
  expect((await ask(emulator, 'GET', '/Users', { authorization: TOKEN })).status).toBe(401);
});

test('the same seed and the same requests give the same bytes', async () => {
  const run = async (): Promise<string[]> => {
    await using emulator = await createScimEmulator({ seed: 'faker:7:30', scimFull: true });
    const { body } = await ask(emulator, 'GET', '/Users?count=1');
    const [{ id }] = body.Resources;
    const user = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'nina@new.example' };
    const replies = [
      await ask(emulator, 'GET', '/Users?count=200'),
      await setActive(emulator, id, false),
      await ask(emulator, 'GET', `/Users/${id}`),
      await ask(emulator, 'POST', '/Users', { body: user }),
      await ask(emulator, 'POST', '/Users', { body: user }),
      await ask(emulator, 'GET', '/Schemas'),
    ];
    return [...replies.map(({ text, headers }) => text + JSON.stringify([...headers])), JSON.stringify(emulator.snapshot())];
  };
  expect(await run()).toEqual(await run());
});
