import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { cleanUpPrograms, temporaryFolder } from '../support/program.js';
import { runHere } from '../support/run-here.js';

cleanUpPrograms();

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function file(text: string, name = 'report.ftl'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const TITLES = '<#list reports as report>${report.reportName}\n</#list>';
const render = (text: string, ...args: string[]) => runHere(['template', 'render', file(text), ...args]);
const lint = (...args: string[]) => runHere(['template', 'lint', ...args]);

test('render prints what a template prints for all reports of the demo company', async () => {
  const { code, stdout, stderr } = await render(TITLES);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').slice(0, 2)).toEqual(['Trip to Berlin', 'Home office']);
});

test('render takes the reports that are named, by either id', async () => {
  expect((await render(TITLES, '--reports', 'R00EveToolsD, R00EdTripBer')).stdout).toBe('Tools "December"\nTrip to Berlin\n');
  expect((await render(TITLES, '--reports', '3259792838935117', '--reports', 'R00EdTripBer')).stdout).toBe(
    'Tools "December"\nTrip to Berlin\n',
  );
});

test('render shows the errors that the service ignores, each place once', async () => {
  const { code, stdout, stderr } = await render('<#list reports as report>\n${report.isACHReimbursed}x\n</#list>');
  expect([code, stdout]).toEqual([0, 'x\n'.repeat(12)]);
  expect(stderr).toBe(
    `${join(folder, 'report.ftl')}:2:1: Expected a string, a number or a date, but this is a boolean. \${report.isACHReimbursed} (12 times)\n` +
      '12 errors ignored. Nothing was printed in place of them.\n',
  );
});

test('render --strict fails with the first error', async () => {
  const { code, stdout, stderr } = await render('a${zzz}', '--strict');
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: '',
    stderr: `${join(folder, 'report.ftl')}:1:2: The value is missing. \${zzz}\n`,
  });
});

test('render runs in batches, at a time that is given, with absent values missing', async () => {
  const template = '<#if addHeader>${.now?string("yyyy-MM-dd")} </#if>${(reports[0].reimbursed)!"none"} ';
  const { stdout } = await render(template, '--batch-size', '6', '--clock', '2026-02-03T00:00:00Z', '--absent', 'missing');
  expect(stdout).toBe('2026-02-03 none none ');
});

test('render --reconciliation lists the cards', async () => {
  const template = '<#list cards as card, reports>${card.name} ${reports?size} ${isCsv?c}\n</#list>';
  expect((await render(template, '--reconciliation')).stdout).toBe('Sam Seller - 1979 2 true\nEve Engineer - 2046 2 true\n');
  expect((await render(template, '--reconciliation', '--format', 'json')).stdout).toContain('1979 2 false');
});

test('render takes a company of another seed', async () => {
  const seed = file(
    JSON.stringify({
      companies: [
        { id: 'one', name: 'One', domains: ['one.example'], domainAdmins: ['a@one.example'], policies: [] },
        {
          id: 'two',
          name: 'Two',
          domains: ['two.example'],
          domainAdmins: ['a@two.example'],
          policies: [{ id: 'A1B2C3D4E5F60009', name: 'P' }],
          reports: [{ name: 'Only one', policyID: 'A1B2C3D4E5F60009', account: 'a@two.example', created: '2026-01-01 00:00:00' }],
        },
      ],
    }),
    'seed.json',
  );
  expect((await render(TITLES, '--seed', seed, '--company', 'two')).stdout).toBe('Only one\n');
});

test.each([
  [
    'a report that is not there',
    ['--reports', 'R00EdTripBet'],
    "--reports: Acme has no report 'R00EdTripBet'. Did you mean 'R00EdTripBer'?",
  ],
  ['a company that is not there', ['--company', 'acne'], "The seed has no company 'acne'. Did you mean 'acme'?"],
  ['a batch without reports', ['--batch-size', '0'], "--batch-size must be a whole number greater than 0, not '0'."],
  [
    'reports of a reconciliation',
    ['--reconciliation', '--reports', 'R1'],
    '--reports does not work with --reconciliation, which lists company cards.',
  ],
  ['a misspelt option', ['--report', 'x'], "unknown option '--report' (Did you mean --reports?)"],
])('render refuses %s', async (_, args, sentence) => {
  expect(await render(TITLES, ...args)).toEqual({ code: 2, stdout: '', stderr: `expensify-emulator: ${sentence}\n` });
});

test('render names the file of a syntax error', async () => {
  const path = join(folder, 'report.ftl');
  expect((await render('<#if x>')).stderr).toMatch(`expensify-emulator: ${path}: Line 1, column`);
  expect((await runHere(['template', 'render', `${path}.not`])).stderr).toBe(`expensify-emulator: ${path}.not: the file does not exist.\n`);
});

test('lint prints each finding with its place, why it matters and what to do, and exits 1 on an error', async () => {
  const path = file('<#list reports as report>\n${report.isACHReimbursed}\n</#list>');
  expect(await lint(path)).toEqual({
    code: 1,
    stderr: '',
    stdout: `${path}:2:3: error unprintable
  'report.isACHReimbursed' is a boolean.
  Why: FreeMarker cannot print booleans, lists and hashes. The service ignores the error and prints nothing.
  Fix: Format booleans with \`?string("true", "false")\` or \`?c\`. Use \`<#list>\` or an attribute for lists and hashes.

1 error, 0 warnings, 0 notes in 1 file
`,
  });
});

test('lint exits 0 without an error, and prints JSON', async () => {
  const path = file(TITLES);
  const { code, stdout } = await lint(path, '--json');
  expect([code, JSON.parse(stdout)]).toEqual([0, [{ file: path, findings: [] }]]);
});

test('lint tries JSON templates with the reports of the seed', async () => {
  const { code, stdout } = await lint(
    file('[<#list reports as r>"${r.reportName?upper_case?left_pad(3)?replace("x", "y")}"<#sep>,</#list>]'),
  );
  expect(code).toBe(1);
  expect(stdout).toMatch(/error invalid-json\n {2}With 12 reports, the output is invalid JSON/);
});

test('lint checks the other files when one cannot be read, and exits 2', async () => {
  const { code, stdout, stderr } = await lint(join(folder, 'none.ftl'), file(TITLES));
  expect(code).toBe(2);
  expect(stdout).toBe('0 errors, 0 warnings, 0 notes in 1 file\n');
  expect(stderr).toBe(`expensify-emulator: ${join(folder, 'none.ftl')}: the file does not exist.\n`);
});

test('lint takes a format and a kind of template', async () => {
  const path = file('<#list reports as report>${report.reportName}\n</#list>');
  expect((await lint(path, '--format', 'csv')).stdout).toContain('warning unquoted-csv');
  expect((await lint(path, '--reconciliation')).stdout).toContain("Unknown variable 'reports'");
});

test('help shows examples', async () => {
  const { stdout } = await runHere(['template', 'render', '--help']);
  expect(stdout).toContain('expensify-emulator template render expenses.ftl > expenses.csv');
});
