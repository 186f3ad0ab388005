import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEMO_REPORTS } from '../../src/emulator/seeds/demo-reports.js';
import { createEmulator, type Emulator } from '../../src/index.js';
import { cleanUpPrograms, temporaryFolder } from '../support/program.js';
import { runHere } from '../support/run-here.js';
import { cleanUpServed, serve } from '../support/serve.js';

cleanUpPrograms();
cleanUpServed();

let emulator: Emulator;
let folder: string;
beforeEach(async () => {
  emulator = await createEmulator({ port: 0, consolePort: 0, rateLimit: 'off', clock: '2026-01-31T09:00:00Z' });
  folder = temporaryFolder();
  writeFileSync(join(folder, 'names.ftl'), '<#list reports as report>${report.reportName}\n</#list>');
});
afterEach(() => emulator.close());

/** `export` with the template, as the default credentials. */
function runExport(args: readonly string[], url = emulator.url) {
  const { partnerUserID, partnerUserSecret } = emulator.credentials;
  const env = { EXPENSIFY_PARTNER_USER_ID: partnerUserID, EXPENSIFY_PARTNER_USER_SECRET: partnerUserSecret };
  const own = ['export', '--target', url, '--template', join(folder, 'names.ftl'), '--out', join(folder, 'out'), '--pace', 'off'];
  return runHere([...own, ...args], env);
}

const written = (): string[] => readdirSync(join(folder, 'out')).sort();

test('renders the reports, downloads the files, and prints where they are', async () => {
  const { code, stdout, stderr } = await runExport(['--report', DEMO_REPORTS.open, '--report', DEMO_REPORTS.closed, '--format', 'csv,pdf']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const files = stdout.trim().split('\n');
  expect(files.map((file) => file.slice(file.lastIndexOf('.')))).toEqual(['.csv', '.pdf', '.pdf']);
  expect(
    readFileSync(files[0] ?? '', 'utf8')
      .split('\n')
      .sort(),
  ).toEqual(['', 'Short engagement', 'Trip to Berlin']);
  expect(
    readFileSync(files[1] ?? '')
      .subarray(0, 4)
      .toString(),
  ).toBe('%PDF');
});

test('leaves out what an earlier run marked', async () => {
  const args = ['--approved-after', '2025-12-31', '--state', 'approved', '--unmarked', 'ERP', '--mark', 'ERP', '--json'];
  const first = JSON.parse((await runExport(args)).stdout);
  const second = JSON.parse((await runExport(args)).stdout);
  expect(first).toEqual([{ file: expect.stringContaining(join(folder, 'out')), bytes: expect.any(Number) }]);
  expect([first[0].bytes > 0, second[0].bytes]).toEqual([true, 0]);
});

test.each([
  ['no reports', [], 'Choose the reports with --since DAY, --approved-after DAY or --report ID.'],
  ['an invalid day', ['--since', '2026-02-30'], "--since must be a day such as 2026-01-31, not '2026-02-30'."],
  ['an unknown format', ['--since', '2026-01-01', '--format', 'cvs'], "--format 'cvs' is not valid. Did you mean 'csv'?"],
  [
    'an unknown state',
    ['--since', '2026-01-01', '--state', 'paid'],
    "--state 'PAID' is not valid. Use OPEN, SUBMITTED, APPROVED, REIMBURSED or ARCHIVED.",
  ],
  ['an invalid limit', ['--since', '2026-01-01', '--limit', '0'], "--limit must be a whole number greater than 0, not '0'."],
])('refuses %s before it sends anything', async (_what, args, problem) => {
  const { code, stderr } = await runExport(args);
  expect({ code, stderr }).toEqual({ code: 2, stderr: `expensify-emulator: ${problem}\n` });
  expect(emulator.journal.entries()).toEqual([]);
});

test('waits for a file that is not ready yet', async () => {
  emulator.faults.once({ preset: 'file-not-ready', job: 'download' });
  const { code, stdout, stderr } = await runExport(['--report', DEMO_REPORTS.closed]);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^export[\w-]+\.csv is not ready yet; trying again in 0\.5 s\.\n$/);
  expect(readFileSync(stdout.trim(), 'utf8')).toBe('Short engagement\n');
});

test('writes no file whose name leads out of the folder', async () => {
  const url = await serve((_request, response) => response.end('../../evil.csv'));
  mkdirSync(join(folder, 'out'));
  const { code, stderr } = await runExport(['--report', DEMO_REPORTS.closed], url);
  expect(code).toBe(2);
  expect(stderr).toContain('The service returned "../../evil.csv", which is not a plain file name. That file was not written.');
  expect(written()).toEqual([]);
});

test('names an empty template, and sends nothing', async () => {
  writeFileSync(join(folder, 'names.ftl'), ' \n');
  const { code, stderr } = await runExport(['--report', DEMO_REPORTS.closed]);
  expect([code, stderr]).toEqual([2, `expensify-emulator: ${join(folder, 'names.ftl')}: the template is empty.\n`]);
  expect(emulator.journal.entries()).toEqual([]);
});

test('says how to find the mistake in a template that cannot be rendered', async () => {
  writeFileSync(join(folder, 'names.ftl'), '<#list reports as report>');
  const { code, stderr } = await runExport(['--report', DEMO_REPORTS.closed]);
  expect([code, stderr]).toEqual([1, expect.stringContaining(`expensify-emulator template lint ${join(folder, 'names.ftl')}`)]);
});

test('sends nothing, and marks no report, when the folder cannot be created', async () => {
  writeFileSync(join(folder, 'out'), '');
  const { code, stderr } = await runExport(['--report', DEMO_REPORTS.closed, '--mark', 'ERP']);
  expect([code, stderr]).toEqual([2, expect.stringContaining(`Can't create the folder ${join(folder, 'out')}`)]);
  expect(emulator.journal.entries()).toEqual([]);
});
