import { execFile } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/index.js';
import { at, MAIN, memberOf, OWNER, SECOND } from '../support/people.js';
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

/** A copy of a file from examples/, so a receipt can be written next to it. */
function copyOf(file: string): string {
  const copy = join(temporaryFolder(), basename(file));
  copyFileSync(join(ROOT, 'examples', file), copy);
  return copy;
}

const SYNC = 'okta-users-to-expensify/sync.mjs';

test('okta-users-to-expensify previews the changes, applies them, and then finds no more', async () => {
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

test('offboarding-csv does a dry run, then removes people from all policies', async () => {
  const leavers = join(ROOT, 'examples/offboarding-csv/leavers.csv');
  const dry = await runExample('offboarding-csv/offboard.mjs', leavers);
  expect(dry.stdout).toContain('long.gone@acme.example is not a member of any policy');
  expect(dry.stdout).toContain(`would be removed from ${MAIN}: ${at('cory.contractor')}`);
  expect(await memberOf(emulator, at('cory.contractor'))).toBeDefined();
  expect(await runExample('offboarding-csv/offboard.mjs', leavers, '--apply')).toMatchObject({ code: 0, stderr: '' });
  for (const policyID of [MAIN, SECOND]) expect(await memberOf(emulator, at('sam.seller'), policyID)).toBeUndefined();
  expect(await memberOf(emulator, at('cory.contractor'))).toBeUndefined();
});

const IMPORT = 'expense-import/import.mjs';

test('expense-import checks a file, creates its expenses once, and then has nothing to send', async () => {
  const file = copyOf('expense-import/expenses.csv');
  const before = emulator.snapshot().companies[0]?.expenses.length ?? 0;
  expect(await runExample(IMPORT, file)).toEqual({ code: 0, stdout: '4 of 4 expenses to send\n', stderr: '' });
  expect(emulator.journal.entries()).toEqual([]);
  const applied = await runExample(IMPORT, file, '--apply', OWNER, MAIN);
  expect(applied).toMatchObject({ code: 0, stderr: '' });
  expect(applied.stdout).toMatch(/created the report R\w{11} \(Import of 2026-01-12\)\n\d{19} City Taxi: 18\.50 USD\n/);
  const created = emulator.snapshot().companies[0]?.expenses.slice(before) ?? [];
  expect(created).toMatchObject([
    { externalID: 'E-1001', amount: 1850, category: 'Travel', tag: 'Sales', comment: 'to the airport' },
    { externalID: 'E-1002', amount: 41200 },
    { externalID: 'E-1003', amount: 18990, currency: 'EUR', merchant: 'Hôtel du Nord, Lyon', tag: '' },
    { externalID: 'E-1004', amount: -450 },
  ]);
  expect(new Set(created.map(({ reportID }) => reportID)).size).toBe(1);
  expect((await runExample(IMPORT, file, '--apply', OWNER, MAIN)).stdout).toBe('0 of 4 expenses to send\n');
});

test('expense-import reports all invalid lines and sends nothing', async () => {
  const file = join(temporaryFolder(), 'expenses.csv');
  writeFileSync(file, 'id,date,merchant,amount,currency\n,2026-1-2,,"1,5",usd\nE-2,2026-01-02,Taxi,1.5,USD\n');
  const { code, stderr } = await runExample(IMPORT, file, '--apply', OWNER, MAIN);
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([
    'line 2: id is missing',
    "line 2: '2026-1-2' is not a date such as 2026-01-31",
    'line 2: the amount is not a number such as 18.50',
    'line 2: merchant is missing',
    "line 2: 'usd' is not a currency such as USD",
  ]);
  expect(emulator.journal.entries()).toEqual([]);
});

test('expense-import reports its usage, and failures, in one line', async () => {
  const file = copyOf('expense-import/expenses.csv');
  const failed = async (...args: string[]) => {
    const { code, stderr } = await runExample(IMPORT, ...args);
    expect([code, stderr.trimEnd().split('\n').length]).toEqual([1, 1]);
    return stderr;
  };
  expect(await failed(file, '--apply')).toBe('Usage: node import.mjs FILE --apply EMAIL POLICY_ID\n');
  expect(await failed('nope.csv')).toBe('nope.csv: the file does not exist.\n');
  expect(await failed(file, '--apply', at('max.manager'), MAIN)).toContain(
    'Not authorized to authenticate as user max.manager@acme.example',
  );
});
