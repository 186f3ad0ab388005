import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { provisionFlow } from '../flows/fixtures/provision.js';
import { NEW_SELLER } from '../flows/fixtures/users.js';
import { folderOf } from '../flows/support/cases.js';
import { ROOT } from '../support/root.js';
import { runHere } from '../support/run-here.js';
import { xmlProblem } from '../support/well-formed.js';

const CASES = `flow: provision.flow
users: users.json
set: { Settings.Sales policy: A1B2C3D4E5F60001 }
cases:
  - { name: Nina joins, input: { User ID: 00uNina }, expect: { output: { Response code: 200 } } }
  - { name: Nina fails, input: { User ID: 00uNina }, expect: { output: { Response code: 404 } } }
`;

let folder: string;
let cases: string;
beforeEach(() => {
  folder = folderOf({ 'provision.flow': provisionFlow(), 'users.json': [NEW_SELLER], 'cases.yaml': CASES });
  cases = join(folder, 'cases.yaml');
});

const flowTest = (...args: string[]) => runHere(['flow', 'test', ...args]);

test('a case that fails exits 1 and shows what was expected and what was seen', async () => {
  const { code, stdout, stderr } = await flowTest(cases);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toContain(`  ✓ Nina joins
  ✗ Nina fails  (${cases}:6)
      output.Response code
        - expected 404
        + received 200

1 of 2 cases failed.
Coverage: `);
});

test('exits 0 if all cases pass; --only selects cases by a part of their name', async () => {
  const { code, stdout } = await flowTest(cases, '--only', 'JOINS');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}✓ Nina joins\n\n1 case passed\.\nCoverage: /);
});

test('reports are written', async () => {
  const path = (name: string): string => join(folder, name);
  const args = ['--junit', path('junit.xml'), '--html', path('cases.html'), '--coverage-json', path('coverage.json')];
  const { stdout } = await flowTest(cases, ...args);
  expect(stdout).toContain(`  written: ${path('junit.xml')}\n`);
  expect(xmlProblem(readFileSync(path('junit.xml'), 'utf8'))).toBeUndefined();
  expect(readFileSync(path('cases.html'), 'utf8')).toContain('<h2>Coverage</h2>');
  expect(JSON.parse(readFileSync(path('coverage.json'), 'utf8'))).toMatchObject({ flows: [{ flow: 'Provision employee' }] });
});

test('--json prints the report and nothing else', async () => {
  const { code, stdout } = await flowTest(cases, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ passed: false, cases: [{ name: 'Nina joins', passed: true }, { passed: false }] });
});

test('--min-coverage fails when fewer cards ran', async () => {
  writeFileSync(
    cases,
    CASES.replace('00uNina', '00uNobody')
      .split('\n')
      .slice(0, 5)
      .join('\n')
      .replace(/expect.*\}/, 'expect: { status: error } }'),
  );
  expect((await flowTest(cases, '--min-coverage', '1')).code).toBe(0);
  const { code, stderr } = await flowTest(cases, '--min-coverage', '90');
  expect(code).toBe(1);
  expect(stderr).toMatch(/^expensify-emulator: The coverage is \d+%, below --min-coverage 90\.\n$/);
});

test('the cases of the example pass and run every card', async () => {
  const { code, stdout } = await flowTest(
    join(ROOT, 'examples/okta-flow/cases.yaml'),
    '--min-coverage',
    '100',
    '--fail-on',
    'skipped,unused',
  );
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('8 cases passed.') });
});

test('--init writes a cases file from one run, which then passes', async () => {
  const first = join(folder, 'first.yaml');
  const run = ['--input', 'User ID=00uNina', '--users', join(folder, 'users.json'), '--set', 'Settings.Sales policy=A1B2C3D4E5F60001'];
  const { code, stdout } = await flowTest(join(folder, 'provision.flow'), '--init', first, ...run);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `Wrote ${first} from one run of 'Provision employee' (finished, 25 cards, 1 request).\nRun it with: npx expensify-emulator flow test ${first}\n`,
  });
  expect(readFileSync(first, 'utf8')).toContain('\nflow: provision.flow\nusers: users.json\n');
  expect((await flowTest(first)).code).toBe(0);
});

test('--init never overwrites a file', async () => {
  const { code, stderr } = await flowTest(join(folder, 'provision.flow'), '--init', cases, '--input', 'User ID=x');
  expect(code).toBe(2);
  expect(stderr).toBe(`expensify-emulator: ${cases} already exists; choose another file name.\n`);
  expect(readFileSync(cases, 'utf8')).toBe(CASES);
});

test('--init writes nothing if the run cannot continue', async () => {
  const first = join(folder, 'first.yaml');
  const { code, stderr } = await flowTest(join(folder, 'provision.flow'), '--init', first, '--input', 'User Id=x');
  expect(code).toBe(2);
  expect(stderr).toContain("Did you mean 'User ID'?");
  expect(existsSync(first)).toBe(false);
});

test.each<[string, string[], RegExp]>([
  ['a file that is not there', ['nothing.yaml'], /nothing\.yaml: the file does not exist\./],
  ['a word that fails nothing', ['CASES', '--fail-on', 'advisries'], /--fail-on: 'advisries' is invalid. Did you mean 'advisories'\?/],
  ['a coverage that is no percentage', ['CASES', '--min-coverage', '101'], /'101' is not a whole number from 0 to 100/],
  ['a name that no case has', ['CASES', '--only', 'Ada'], /No case name contains 'Ada'\. The cases are:\n {2}Nina joins\n {2}Nina fails/],
  ['unused stubs of a part of the cases', ['CASES', '--only', 'Nina', '--fail-on', 'unused'], /--fail-on unused does not work with --only/],
  [
    'an option of the one run',
    ['CASES', '--users', 'users.json'],
    /--users only works with --init\. In a cases file, write users: … instead\./,
  ],
  ['two exports for --init', ['a.flow', 'b.flow', '--init', 'c.yaml'], /--init takes one export/],
  [
    'a report that cannot be written',
    ['CASES', '--junit', '/nowhere/junit.xml'],
    /Can't write \/nowhere\/junit\.xml: the folder does not exist\./,
  ],
])('%s is wrong usage, said in a sentence', async (_what, args, message) => {
  const { code, stderr } = await flowTest(...args.map((arg) => (arg === 'CASES' ? cases : arg)));
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});
