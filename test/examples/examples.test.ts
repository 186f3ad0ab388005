import { execFile } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/index.js';
import { at, MAIN, memberOf, SECOND } from '../support/people.js';
import { cleanUpPrograms, temporaryFolder } from '../support/program.js';
import { ROOT } from '../support/root.js';

cleanUpPrograms();

let emulator: Emulator;
beforeEach(async () => {
  emulator = await createEmulator({ port: 0, consolePort: 0 });
});
afterEach(() => emulator.close());

/** Runs a program of examples/ against the emulator. */
function runExample(program: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { partnerUserID, partnerUserSecret } = emulator.credentials;
  const env = {
    ...process.env,
    EXPENSIFY_URL: emulator.url,
    EXPENSIFY_PACE: 'off',
    EXPENSIFY_PARTNER_USER_ID: partnerUserID,
    EXPENSIFY_PARTNER_USER_SECRET: partnerUserSecret,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, 'examples', program), ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

/** A file of examples/ where a receipt may be written beside it. */
function copyOf(file: string): string {
  const copy = join(temporaryFolder(), 'users.json');
  copyFileSync(join(ROOT, 'examples', file), copy);
  return copy;
}

const SYNC = 'okta-users-to-expensify/sync.mjs';

test('okta-users-to-expensify shows what would be done, does it, and then there is nothing to do', async () => {
  const users = copyOf('okta-users-to-expensify/users.json');
  const shown = await runExample(SYNC, users);
  expect(shown).toEqual({
    code: 0,
    stdout: expect.stringContaining('add nora.new@acme.example\nemail-change eve.married@acme.example\n'),
    stderr: '',
  });
  expect(shown.stdout).toContain('remove eli.engineer@acme.example');
  expect(await memberOf(emulator, at('nora.new'))).toBeUndefined();
  expect((await runExample(SYNC, users, '--apply')).stdout).toContain('2 requests, 0 people skipped');
  expect(await memberOf(emulator, at('nora.new'))).toMatchObject({ employeeID: '007' });
  expect(await memberOf(emulator, at('eli.engineer'))).toBeUndefined();
  expect((await runExample(SYNC, users)).stdout).toBe('');
});

test('offboarding-csv tries first, then removes people everywhere', async () => {
  const leavers = join(ROOT, 'examples/offboarding-csv/leavers.csv');
  const dry = await runExample('offboarding-csv/offboard.mjs', leavers);
  expect(dry.stdout).toContain('long.gone@acme.example is on no policy');
  expect(dry.stdout).toContain(`would be removed from ${MAIN}: ${at('cory.contractor')}`);
  expect(await memberOf(emulator, at('cory.contractor'))).toBeDefined();
  expect(await runExample('offboarding-csv/offboard.mjs', leavers, '--apply')).toMatchObject({ code: 0, stderr: '' });
  for (const policyID of [MAIN, SECOND]) expect(await memberOf(emulator, at('sam.seller'), policyID)).toBeUndefined();
  expect(await memberOf(emulator, at('cory.contractor'))).toBeUndefined();
});
