import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createEmulator, type Emulator } from '../../src/index.js';
import { at, ED, MAIN, MAX, memberOf } from '../support/people.js';
import { cleanUpPrograms, runProgram, temporaryFolder } from '../support/program.js';
import { peopleAsTheyAre } from '../support/provision.js';
import { runHere } from '../support/run-here.js';
import { until } from '../support/until.js';

cleanUpPrograms();

let emulator: Emulator;
let folder: string;
beforeEach(async () => {
  emulator = await createEmulator({ port: 0, consolePort: 0, rateLimit: 'off' });
  folder = temporaryFolder();
});
afterEach(() => emulator.close());

const inFolder = (name: string): string => join(folder, name);
const pair = () => ({
  EXPENSIFY_PARTNER_USER_ID: emulator.credentials.partnerUserID,
  EXPENSIFY_PARTNER_USER_SECRET: emulator.credentials.partnerUserSecret,
});

/** people.csv: the members as they are, without Ed, with `more` lines. */
async function writePeople(more: readonly string[] = []): Promise<string> {
  const people = (await peopleAsTheyAre(emulator)).filter(({ employeeEmail }) => employeeEmail !== ED);
  const lines = people.map((person) => [person.employeeEmail, person.employeeID, person.managerEmail].join(','));
  writeFileSync(inFolder('people.csv'), ['employeeEmail,employeeID,managerEmail', ...lines, ...more, ''].join('\n'));
  return inFolder('people.csv');
}

const NEW = `${at('new')},007,${MAX}`;
const target = () => ['--url', emulator.url, '--pace', 'off', '--policy', MAIN];
const provision = (action: string, file: string, ...args: string[]) => runHere(['provision', action, file, ...target(), ...args], pair());

test('plan shows what would be done, and exits 0', async () => {
  const { code, stdout, stderr } = await provision('plan', await writePeople([NEW]));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Acme Headquarters \(A1B2C3D4E5F60001\), 12 members$/m);
  expect(stdout).toMatch(/^ {2}\+ new@acme\.example +employeeID 007, managerEmail max\.manager@acme\.example$/m);
  expect(stdout).toMatch(/^ {2}- ed\.engineer@acme\.example$/m);
  expect(stdout).toMatch(/^Plan: 1 to add, 1 to change, 1 to remove, 10 unchanged\.$/m);
});

test('a plan with problems exits 1 and names file, line and column', async () => {
  const { code, stdout } = await provision('plan', await writePeople([`not an address,1,${MAX}`]));
  expect(code).toBe(1);
  expect(stdout).toMatch(/✗ .*people\.csv:13:1: not an address: Invalid employee email address 'not an address'\.$/m);
});

test('apply brings it about, keeps a receipt, and drift is gone', async () => {
  const file = await writePeople([NEW]);
  expect(await provision('drift', file)).toMatchObject({ code: 1 });
  const { code, stdout, stderr } = await provision('apply', file);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}added +1$/m);
  expect(stdout).toContain(`Receipt: ${file}.receipt.json`);
  expect(stderr).toMatch(/^dry run: 2 of 3 records$/m);
  expect(stderr).toMatch(/^apply: 3 of 3 records$/m);
  expect(await memberOf(emulator, at('new'))).toMatchObject({ employeeID: '007' });
  expect(JSON.parse(readFileSync(`${file}.receipt.json`, 'utf8'))).toMatchObject({ state: 'done' });
  expect(await provision('drift', file)).toMatchObject({ code: 0 });
});

test('a plan that --out wrote is what apply applies', async () => {
  const file = await writePeople([NEW]);
  await provision('plan', file, '--out', inFolder('plan.json'));
  expect(await provision('apply', inFolder('plan.json'))).toMatchObject({ code: 0 });
  expect(await memberOf(emulator, at('new'))).toBeDefined();
});

test('apply of a plan with problems sends nothing and exits 1', async () => {
  expect(await provision('apply', await writePeople([`${at('new')},7,`]))).toMatchObject({ code: 1 });
  expect(emulator.journal.entries().map(({ job }) => job)).not.toContain('update employees');
});

test('skipped people are told, and the exit code is 1', async () => {
  const file = await writePeople([NEW]);
  emulator.faults.add({
    job: 'update employees',
    nth: 3,
    times: 1,
    body: JSON.stringify({ updatedEmployeesCount: 1, skippedEmployees: [{ email: at('new'), reason: 'no reason' }], responseCode: 200 }),
  });
  const { code, stdout } = await provision('apply', file);
  expect(code).toBe(1);
  expect(stdout).toContain(`✗ ${at('new')} was skipped: no reason`);
});

test('a dry run that differs stops it, and the flag that goes on is named', async () => {
  const file = await writePeople([NEW]);
  emulator.faults.add({ job: 'update employees', nth: 1, times: 1, preset: 'failed-policies' });
  const { code, stderr } = await provision('apply', file);
  expect(code).toBe(1);
  expect(stderr).toContain('would not be added');
  expect(stderr).toContain('--accept-differences');
  emulator.faults.add({ job: 'update employees', nth: 1, times: 1, preset: 'failed-policies' });
  const accepted = await provision('apply', file, '--accept-differences');
  expect(accepted).toMatchObject({ code: 0, stdout: expect.stringContaining(`! accepted: ${at('new')} would not be added to ${MAIN}`) });
});

test('with --json stdout is JSON and nothing else', async () => {
  const file = await writePeople([NEW]);
  expect(JSON.parse((await provision('plan', file, '--json')).stdout)).toMatchObject({ version: 1, problems: [] });
  expect(JSON.parse((await provision('drift', file, '--json')).stdout)).toMatchObject({ isDrift: true });
  expect(JSON.parse((await provision('apply', file, '--json')).stdout)).toMatchObject({ state: 'done' });
});

test('--html writes a page that shows nobody’s markup', async () => {
  await provision('plan', await writePeople([`"<img src=x onerror=alert(1)>@x.com",7,${MAX}`, NEW]), '--html', inFolder('report.html'));
  const html = readFileSync(inFolder('report.html'), 'utf8');
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img');
  expect(html).not.toMatch(/(src|href)="?http/);
  expect(html).toContain(at('new'));
});

test.each([
  ['no target', [], 'Name one target: --emulator (on this machine), --url URL, or --live'],
  ['two targets', ['--emulator', '--live'], 'Name one target'],
  ['a URL that is none', ['--url', 'localhost'], "--url is an http or https URL, not 'localhost'."],
  ['an odd number of removals', ['--emulator', '--allow-removals', 'all'], "--allow-removals is a number, not 'all'."],
  ['an odd pace', ['--emulator', '--pace', 'slow'], "--pace is published or off, not 'slow'."],
  ['a mapping that is not there', ['--emulator', '--map', 'nowhere.yaml'], 'nowhere.yaml: there is no such file.'],
])('%s is said in one sentence, and the exit code is 2', async (_what, args, said) => {
  const { code, stdout, stderr } = await runHere(['provision', 'plan', await writePeople(), ...args], pair());
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(said);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('a missing pair names the variables', async () => {
  const { code, stderr } = await runHere(['provision', 'plan', await writePeople(), ...target()]);
  expect(code).toBe(2);
  expect(stderr).toContain('EXPENSIFY_PARTNER_USER_ID');
});

test('the pair may come from a file; as a flag it works with a warning', async () => {
  const { partnerUserID, partnerUserSecret } = emulator.credentials;
  const file = await writePeople();
  writeFileSync(inFolder('pair.yaml'), `partnerUserID: ${partnerUserID}\npartnerUserSecret: ${partnerUserSecret}\n`);
  expect(await runHere(['provision', 'plan', file, ...target(), '--credentials', inFolder('pair.yaml')])).toMatchObject({
    code: 0,
    stderr: '',
  });
  const flags = ['--partner-user-id', partnerUserID, '--partner-user-secret', partnerUserSecret];
  const { code, stderr } = await runHere(['provision', 'plan', file, ...target(), ...flags]);
  expect(code).toBe(0);
  expect(stderr).toContain('--partner-user-secret shows in the process list');
  expect(stderr).not.toContain(partnerUserSecret);
});

test('a wrong pair exits 1 and shows no secret', async () => {
  const env = { ...pair(), EXPENSIFY_PARTNER_USER_SECRET: 'wrong-secret' };
  const { code, stderr } = await runHere(['provision', 'plan', await writePeople(), ...target()], env);
  expect(code).toBe(1);
  expect(stderr).toMatch(/get policyList failed at .*: 404 Authentication error/);
  expect(stderr).not.toContain('wrong-secret');
});

test('where nobody can be asked, a service that may be real is changed only with --yes', async () => {
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    emulator.fetch(url.replace('https://integrations.expensify.com', emulator.url), init),
  );
  const file = await writePeople([NEW]);
  const live = (...args: string[]) => runHere(['provision', 'apply', file, '--live', '--pace', 'off', '--policy', MAIN, ...args], pair());
  const { code, stderr } = await live();
  expect(code).toBe(2);
  expect(stderr).toContain(
    'Talking to https://integrations.expensify.com/Integration-Server/ExpensifyIntegrations as aa_owner_acme_example.',
  );
  expect(stderr).toContain('This would change Acme Headquarters (A1B2C3D4E5F60001) at https://integrations.expensify.com');
  expect(await memberOf(emulator, at('new'))).toBeUndefined();
  expect(await live('--yes')).toMatchObject({ code: 0 });
  vi.unstubAllGlobals();
  expect(await memberOf(emulator, at('new'))).toBeDefined();
});

test('killed at any moment, the same command finishes the job and repeats nothing that was confirmed', async () => {
  const file = await writePeople(Array.from({ length: 1500 }, (_, index) => `${at(`n${index}`)},N${index},${MAX}`));
  const args = ['provision', 'apply', file, ...target()];
  for (const _round of [1, 2]) {
    const program = runProgram(args, { env: pair() });
    const before = emulator.journal.entries().length;
    // Past the dry runs of four requests, amid the real ones.
    await until(program.stderr).toMatch(/apply: \d+ of/);
    program.child.kill('SIGKILL');
    await program.ended();
    expect(emulator.journal.entries().length).toBeGreaterThan(before);
  }
  const sent = (): string[] => {
    const { batches } = JSON.parse(readFileSync(`${file}.receipt.json`, 'utf8')) as { batches: { records: { employeeEmail: string }[] }[] };
    return batches.flatMap(({ records }) => records.map(({ employeeEmail }) => employeeEmail));
  };
  const confirmed = sent().length;
  expect(confirmed).toBeGreaterThanOrEqual(500);
  expect(await runProgram(args, { env: pair() }).ended()).toMatchObject({ code: 0 });
  // Everybody was sent, and everybody once.
  expect(sent().length).toBeGreaterThan(confirmed);
  expect(new Set(sent()).size).toBe(sent().length);
  expect(await memberOf(emulator, at('n1499'))).toBeDefined();
  expect(JSON.parse((await provision('drift', file, '--json')).stdout)).toMatchObject({ isDrift: false });
});
