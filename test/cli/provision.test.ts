import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createEmulator, type Emulator } from '../../src/index.js';
import { fileReceipt, type ReceiptEvent } from '../../src/provision/index.js';
import { at, ED, MAIN, MAX, MIA, memberOf } from '../support/people.js';
import { cleanUpPrograms, runProgram, temporaryFolder } from '../support/program.js';
import { peopleAsTheyAre } from '../support/provision.js';
import { runHere } from '../support/run-here.js';
import { cleanUpServed, serve } from '../support/serve.js';

cleanUpPrograms();
cleanUpServed();

let emulator: Emulator;
let folder: string;
beforeEach(async () => {
  emulator = await createEmulator({ port: 0, consolePort: 0, rateLimit: 'off' });
  folder = temporaryFolder();
});
afterEach(() => emulator.close());
afterEach(() => void vi.unstubAllGlobals());

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

/** The events of the receipt beside a file. */
const receiptOf = (file: string): readonly ReceiptEvent[] => fileReceipt(`${file}.receipt.jsonl`).load();

/** Everybody whom a receipt calls added and removed, as often as it does. */
function peopleIn(receipt: string): { added: string[]; removed: string[] } {
  const events = fileReceipt(receipt).load();
  const done = events.flatMap((event) => (event.event === 'confirmed' || event.event === 'confirmed-by-reading' ? [event] : []));
  const list = (key: 'added' | 'removed'): string[] => done.flatMap((event) => Object.values(event[key]).flat()).sort();
  return { added: list('added'), removed: list('removed') };
}

const NEW = `${at('new')},007,${MAX}`;
const target = () => ['--target', emulator.url, '--pace', 'off', '--policy', MAIN];
/** A text without the line breaks that the width of the terminal makes. */
const unbroken = (text: string): string => text.replace(/\n {2,}/g, ' ');
const provision = (action: string, file: string, ...args: string[]) => runHere(['provision', action, file, ...target(), ...args], pair());

test('plan shows what would be done, and exits 0', async () => {
  const { code, stdout, stderr } = await provision('plan', await writePeople([NEW]));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Acme Headquarters \(A1B2C3D4E5F60001\), 12 members$/m);
  expect(stdout).toMatch(/^ {2}\+ new@acme\.example\n {6}employeeID {4}007\n {6}managerEmail {2}max\.manager@acme\.example$/m);
  expect(stdout).toMatch(/^ {2}- ed\.engineer@acme\.example$/m);
  expect(stdout).toMatch(/^Plan: 1 to add, 1 to change, 1 to remove, 10 unchanged\.$/m);
});

test('a plan with problems exits 1 and names file, line and column', async () => {
  const { code, stdout } = await provision('plan', await writePeople([`not an address,1,${MAX}`]));
  expect(code).toBe(1);
  expect(unbroken(stdout)).toMatch(/✗ .*people\.csv:13:1: not an address: Invalid employee email address 'not an address'\.$/m);
});

test('apply brings it about, keeps a receipt, and drift is gone', async () => {
  const file = await writePeople([NEW]);
  expect(await provision('drift', file)).toMatchObject({ code: 1 });
  const { code, stdout, stderr } = await provision('apply', file);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}added +1$/m);
  expect(stdout).toContain(`Receipt: ${file}.receipt.jsonl\n`);
  expect(stderr).toMatch(/^dry run: 2 of 3 records$/m);
  expect(stderr).toMatch(/^apply: 3 of 3 records$/m);
  expect(await memberOf(emulator, at('new'))).toMatchObject({ employeeID: '007' });
  expect(receiptOf(file).map(({ event }) => event)).toEqual(['started', 'sent', 'confirmed', 'sent', 'confirmed', 'finished']);
  expect(await provision('drift', file)).toMatchObject({ code: 0 });
});

test('a plan that --out wrote is what apply applies, and once', async () => {
  const file = await writePeople([NEW]);
  await provision('plan', file, '--out', inFolder('plan.json'));
  expect(await provision('apply', inFolder('plan.json'))).toMatchObject({ code: 0 });
  expect(await memberOf(emulator, at('new'))).toBeDefined();
  emulator.journal.clear();
  const { code, stdout } = await provision('apply', inFolder('plan.json'));
  expect({ code, sent: jobsSent() }).toEqual({ code: 0, sent: ['get policyList', 'get policy'] });
  expect(stdout).toMatch(/^This plan was already applied at 20.*Z\. Nothing was changed\.$/m);
});

const jobsSent = (): unknown[] => emulator.journal.entries().map(({ job }) => job);

test('a plan that was applied before the emulator was reset is told as such, with what to do next', async () => {
  await provision('plan', await writePeople([NEW]), '--out', inFolder('plan.json'));
  await provision('apply', inFolder('plan.json'));
  emulator.reset();
  const { code, stdout } = await provision('apply', inFolder('plan.json'));
  expect({ code, sent: jobsSent() }).toEqual({ code: 1, sent: ['get policyList', 'get policy'] });
  expect(stdout).toMatch(/^This plan was already applied at .*\nBut the members have changed since then: the emulator was reset/m);
  expect(stdout).toContain(`✗ ${at('new')} on ${MAIN}\n`);
  expect(stdout).toContain(`✗ ${ED} on ${MAIN}\n`);
  expect(stdout).toContain("\nRun 'provision plan' again and apply the new plan.\n");
});

test('a plan that was brought about in another way is already as wanted', async () => {
  const file = await writePeople([NEW]);
  await provision('plan', file, '--out', inFolder('plan.json'));
  await provision('apply', file);
  emulator.journal.clear();
  const { code, stdout, stderr } = await provision('apply', inFolder('plan.json'));
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^The members already match this plan\. Nothing was changed\.$/m),
    stderr: expect.not.stringContaining('Nothing was sent'),
  });
  expect(emulator.journal.entries().filter(({ changes }) => changes !== undefined)).toEqual([]);
});

test('show prints a saved plan as plan did, as JSON or as a page, and sends nothing', async () => {
  const { stdout } = await provision('plan', await writePeople([NEW]), '--out', inFolder('plan.json'));
  emulator.journal.clear();
  expect(await runHere(['provision', 'show', inFolder('plan.json')])).toEqual({ code: 0, stdout, stderr: '' });
  const shown = await runHere(['provision', 'show', inFolder('plan.json'), '--json', '--html', inFolder('plan.html')]);
  expect(JSON.parse(shown.stdout)).toEqual(JSON.parse(readFileSync(inFolder('plan.json'), 'utf8')));
  expect(readFileSync(inFolder('plan.html'), 'utf8')).toContain(`<td>+ add</td><td>${at('new')}</td><td><div><b>employeeID</b> 007</div>`);
  expect(jobsSent()).toEqual([]);
});

test.each<[string, (plan: string) => string, RegExp]>([
  [
    'a list of people',
    () => '[{"employeeEmail":"a@x.com"}]',
    /plan\.json is not a saved plan\. Save one with: provision plan FILE --out plan\.json/,
  ],
  ['a plan that was changed', (plan) => plan.replaceAll(ED, MAX), /was changed after the plan was made\. Run 'provision plan' again\./],
  ['a plan that lacks what is shown', (plan) => plan.replace('"unchanged"', '"other"'), /is not a saved plan/],
])('show of %s is one sentence and exit 2', async (_what, edit, sentence) => {
  await provision('plan', await writePeople([NEW]), '--out', inFolder('plan.json'));
  writeFileSync(inFolder('plan.json'), edit(readFileSync(inFolder('plan.json'), 'utf8')));
  const { code, stdout, stderr } = await runHere(['provision', 'show', inFolder('plan.json')]);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(sentence) });
});

test.each(['plan', 'drift'])('%s of a plan names the command that takes one', async (action) => {
  await provision('plan', await writePeople([NEW]), '--out', inFolder('plan.json'));
  expect(await provision(action, inFolder('plan.json'))).toMatchObject({
    code: 2,
    stdout: '',
    stderr: `expensify-emulator: ${inFolder('plan.json')} is a plan, and 'provision ${action}' takes a list of people. Did you mean 'provision apply ${inFolder('plan.json')}'?\n`,
  });
});

test('apply with nothing to do says so, and writes no receipt', async () => {
  const people = (await peopleAsTheyAre(emulator)).map(({ employeeEmail, employeeID, managerEmail }) => [
    employeeEmail,
    employeeID,
    managerEmail,
  ]);
  writeFileSync(inFolder('people.csv'), ['employeeEmail,employeeID,managerEmail', ...people.slice(1)].join('\n'));
  const { code, stdout } = await provision('apply', inFolder('people.csv'));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Nothing to do\. Nothing was changed\.$/m);
  expect(existsSync(inFolder('people.csv.receipt.jsonl'))).toBe(false);
});

test('a plan that an earlier version made is refused by name', async () => {
  writeFileSync(
    inFolder('plan.json'),
    JSON.stringify({ version: 1, url: 'u', hash: 'h', changes: [], problems: [], policies: [], options: {} }),
  );
  const { code, stderr } = await provision('apply', inFolder('plan.json'));
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining("is a plan from an earlier version. Run 'provision plan' again"),
  });
});

test('a plan that disrupts more people than usual shows who, exits 1, and names the option that allows it', async () => {
  const file = await writePeople();
  const renamed = readFileSync(file, 'utf8').replaceAll(/^(\w+\.engineer|\w+\.seller)@/gm, 'private.$1@');
  writeFileSync(file, renamed);
  const { code, stdout } = await provision('plan', file, '--html', inFolder('plan.html'));
  expect(code).toBe(1);
  expect(stdout).toContain(
    [
      'Who is affected',
      '  Removed, Acme Headquarters (A1B2C3D4E5F60001): 1',
      '    ed.engineer@acme.example',
      '  Given a new email address, Acme Headquarters (A1B2C3D4E5F60001): 5',
      '    eli.engineer@acme.example → private.eli.engineer@acme.example',
    ].join('\n'),
  );
  expect(unbroken(stdout)).toContain('If all of this is intended, pass --allow-renames 5.');
  const html = readFileSync(inFolder('plan.html'), 'utf8');
  expect(html).toContain('<h3>Given a new email address, Acme Headquarters (A1B2C3D4E5F60001): 5</h3>');
  expect(html).toContain('<li>sue.seller@acme.example → private.sue.seller@acme.example</li>');
  expect(await provision('plan', file, '--allow-renames', '5')).toMatchObject({ code: 0 });
  await provision('plan', file, '--out', inFolder('plan.json'));
  const kept = await provision('apply', inFolder('plan.json'), '--allow-renames', '5');
  expect(kept).toMatchObject({ code: 1, stderr: expect.stringContaining("Options don't change a saved plan.") });
});

test.each(['plan', 'drift'])('without a terminal, provision %s --target live reads nothing unless --yes is given', async (action) => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('not reached')));
  const { code, stdout, stderr } = await runHere(
    ['provision', action, await writePeople([NEW]), '--target', 'live', '--policy', MAIN],
    pair(),
  );
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`Account:      aa_owner_acme_example\nPolicies:     ${MAIN}\nThis reads the members and changes nothing.`);
  expect(stderr).toContain('Pass --yes when running non-interactively.');
});

test('each limit has its option', async () => {
  const people = await peopleAsTheyAre(emulator);
  const rows = people
    .filter(({ employeeEmail }) => employeeEmail !== ED)
    .map(({ employeeEmail, employeeID, managerEmail, role }) => {
      const isReport = managerEmail === MAX || managerEmail === MIA;
      return [employeeEmail, employeeID, isReport ? at('dana.director') : managerEmail, role === 'auditor' ? 'user' : role].join(',');
    });
  writeFileSync(inFolder('people.csv'), ['employeeEmail,employeeID,managerEmail,role', ...rows].join('\n'));
  const { stdout } = await provision('plan', inFolder('people.csv'), '--allow-removals', '0', '--allow-moves', '0');
  expect([...unbroken(stdout).matchAll(/pass (--allow-[a-z-]+ \d+)\./g)].map(([, flag]) => flag)).toEqual([
    '--allow-removals 1',
    '--allow-demotions 1',
    '--allow-manager-changes 6',
  ]);
  const all = ['--allow-removals', '1', '--allow-demotions', '1', '--allow-manager-changes', '6'];
  expect(await provision('plan', inFolder('people.csv'), ...all)).toMatchObject({ code: 0 });
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
  expect(stdout).toContain(`✗ Skipped ${at('new')}: no reason`);
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
  expect(accepted).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`! Accepted difference: ${at('new')} would not be added to ${MAIN}`),
  });
});

test('with --json stdout is JSON and nothing else', async () => {
  const file = await writePeople([NEW]);
  expect(JSON.parse((await provision('plan', file, '--json')).stdout)).toMatchObject({ version: 2, problems: [] });
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
  [
    'no target',
    [],
    'Choose where to send the requests: --target emulator, --target live (the real service, with real employees), or --target URL.',
  ],
  ['the old flag --emulator', ['--emulator'], '--emulator was renamed. Use --target emulator.'],
  ['the old flag --live', ['--live'], '--live was renamed. Use --target live.'],
  [
    'a base URL in --url',
    ['--url', 'http://127.0.0.1:4310'],
    '--url is the console URL of a running emulator and only works with --target emulator. To send the requests to a URL, use --target URL.',
  ],
  ['a target that is no URL', ['--target', 'localhost'], "--target must be emulator, live or an http or https URL, not 'localhost'."],
  [
    'an odd number of removals',
    ['--target', 'emulator', '--allow-removals', 'all'],
    "--allow-removals takes a number of people, not 'all'.",
  ],
  ['an odd number of renames', ['--target', 'emulator', '--allow-renames', '-1'], "--allow-renames takes a number of people, not '-1'."],
  ['an odd pace', ['--target', 'emulator', '--pace', 'slow'], "--pace 'slow' is not valid. Use published or off."],
  ['a mapping that is not there', ['--target', 'emulator', '--map', 'nowhere.yaml'], 'nowhere.yaml: the file does not exist.'],
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
  expect(stderr).toContain('--partner-user-secret is visible in the process list');
  expect(stderr).not.toContain(partnerUserSecret);
});

test('a wrong pair exits 1 and shows no secret', async () => {
  const env = { ...pair(), EXPENSIFY_PARTNER_USER_SECRET: 'wrong-secret' };
  const { code, stderr } = await runHere(['provision', 'plan', await writePeople(), ...target()], env);
  expect(code).toBe(1);
  expect(stderr).toMatch(/get policyList failed at .*: 404 Authentication error/);
  expect(stderr).not.toContain('wrong-secret');
});

test('without a terminal, provision apply --target live sends nothing unless --yes is given', async () => {
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    emulator.fetch(url.replace('https://integrations.expensify.com', emulator.url), init),
  );
  const file = await writePeople([NEW]);
  emulator.journal.clear();
  const live = (...args: string[]) =>
    runHere(['provision', 'apply', file, '--target', 'live', '--pace', 'off', '--policy', MAIN, ...args], pair());
  const { code, stderr } = await live();
  expect(code).toBe(2);
  expect(stderr).toContain(`Live service: https://integrations.expensify.com
Account:      aa_owner_acme_example
Policies:     ${MAIN}
This reads the members, then asks before it changes them.
`);
  expect(stderr).toContain('--target live asks before it sends anything. Pass --yes when running non-interactively.');
  expect(jobsSent()).toEqual([]);
  expect(await memberOf(emulator, at('new'))).toBeUndefined();
  expect(await live('--yes')).toMatchObject({ code: 0 });
  vi.unstubAllGlobals();
  expect(await memberOf(emulator, at('new'))).toBeDefined();
});

/** A server before the emulator that kills a program at its `nth` update: as the request comes, or once it was done. */
async function killingServer(kill: () => void, nth: number, when: 'before' | 'after'): Promise<string> {
  let count = 0;
  return serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const isLast = new URLSearchParams(body).has('data') && ++count === nth;
    if (isLast && when === 'before') return kill();
    const headers = { 'content-type': String(request.headers['content-type']) };
    const answer = await emulator.fetch(emulator.endpoint, { method: 'POST', headers, body });
    if (isLast) kill();
    else response.writeHead(answer.status).end(await answer.text());
  });
}

// Two dry runs, then two requests that write: whoever comes and changes, then whoever leaves.
test.each([
  ['before', 2, 'people.csv'],
  ['before', 3, 'people.csv'],
  ['after', 3, 'people.csv'],
  ['after', 3, 'plan.json'],
  ['before', 4, 'people.csv'],
  ['after', 4, 'people.csv'],
  ['after', 4, 'plan.json'],
] as const)(
  'killed with SIGKILL %s update %i of %s, the same command finishes, and the receipt has everybody once',
  async (when, nth, input) => {
    const people = await writePeople([NEW, `${at('nina')},008,${MAX}`]);
    let child: ChildProcess | undefined;
    const url = await killingServer(() => void child?.kill('SIGKILL'), nth, when);
    const options = ['--target', url, '--pace', 'off', '--policy', MAIN];
    if (input === 'plan.json') await runHere(['provision', 'plan', people, ...options, '--out', inFolder(input)], pair());
    const args = ['provision', 'apply', inFolder(input), ...options];
    const program = runProgram(args, { env: pair() });
    child = program.child;
    expect(await program.ended()).toMatchObject({ code: 'SIGKILL' });
    expect(await runHere(args, pair())).toMatchObject({ code: 0 });
    expect(peopleIn(`${inFolder(input)}.receipt.jsonl`)).toEqual({ added: [at('new'), at('nina')], removed: [ED] });
    expect(JSON.parse((await provision('drift', people, '--json')).stdout)).toMatchObject({ isDrift: false });
  },
);
