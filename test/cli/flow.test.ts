import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, expect, test } from 'vitest';
import { buildFlow } from '../../src/flows/index.js';
import { createEmulator } from '../../src/index.js';
import { deprovisionFlow } from '../flows/fixtures/deprovision.js';
import { nightlyFlow } from '../flows/fixtures/nightly.js';
import { provisionFlow } from '../flows/fixtures/provision.js';
import { LOST_USER, NEW_SELLER, oktaUser } from '../flows/fixtures/users.js';
import { cleanUpPrograms, runProgram, temporaryFolder } from '../support/program.js';
import { runHere } from '../support/run-here.js';
import { until } from '../support/until.js';

cleanUpPrograms();

const POLICY = 'Settings.Sales policy=A1B2C3D4E5F60001';
const SAM = oktaUser('00uSam', { login: 'sam.seller@acme.example', employeeNumber: 'E121' });
let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const provision = () => file('provision.flow', provisionFlow());
const users = () => file('users.json', [NEW_SELLER, LOST_USER, SAM]);
const run = (path: string, ...args: string[]) => runHere(['flow', 'run', path, ...args]);

test('a first run needs a file, users and an input: the emulator and its pair are there', async () => {
  const { code, stdout, stderr } = await run(provision(), '--users', users(), '--input', 'User ID=00uNina', '--set', POLICY);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('✓ Provision employee: finished, 25 cards, 1 request, 2 emails');
  expect(stdout).toContain('    Response code: 200\n    Policy ID: A1B2C3D4E5F60001\n');
});

test('a flow that fails exits 1 and shows card, error and input, as the console does', async () => {
  const { code, stdout } = await run(provision(), '--users', users(), '--input', 'User ID=00uLost');
  expect(code).toBe(1);
  expect(stdout).toMatch(/^✗ No policy \(422\)\n {2}There is no policy for the cost centre Nowhere\n[\s\S]*\n✗ Provision employee: failed/);
  expect(stdout).toMatch(/^ {4}operator +is empty$/m);
  expect(stdout).toContain('To see every value, run the flow again with --html report.html.');
});

test('a pair that was set stays set', async () => {
  const set = ['--set', POLICY, '--set', 'Settings.partnerUserSecret=wrong-secret'];
  const { code, stdout } = await run(provision(), '--users', users(), '--input', 'User ID=00uNina', ...set);
  expect(code).toBe(1);
  expect(stdout).toContain('Expensify refused (404)');
  expect(stdout).not.toContain('wrong-secret');
});

test('a refusal that an unchecked flow goes past is told', async () => {
  const flow = file('unchecked.flow', provisionFlow({ isUnchecked: true }));
  const set = ['--set', POLICY, '--set', 'Settings.partnerUserSecret=wrong-secret'];
  const { code, stdout } = await run(flow, '--users', users(), '--input', 'User ID=00uNina', ...set);
  expect(code).toBe(0);
  expect(stdout).toContain('! Update employees: the response is an error (HTTP 200, responseCode 404), but');
});

test('trace, report and JSON are written whole', async () => {
  const [trace, html] = [join(folder, 'trace.json'), join(folder, 'report.html')];
  const args = ['--users', users(), '--input', 'User ID=00uNina', '--set', POLICY, '--trace', trace, '--html', html, '--json'];
  const { stdout } = await run(provision(), ...args);
  expect(JSON.parse(stdout)).toMatchObject({ status: 'finished', steps: 25 });
  expect(JSON.parse(readFileSync(trace, 'utf8'))).toEqual(JSON.parse(stdout));
  expect(readFileSync(html, 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
});

test('inputs come from a file too, and a flag wins', async () => {
  const inputs = file('inputs.yaml', 'User ID: 00uLost\n');
  const { stdout } = await run(provision(), '--users', users(), '--input-file', inputs, '--input', 'User ID=00uNina', '--set', POLICY);
  expect(stdout).toContain('✓ Provision employee');
});

test('a running emulator is a target by its URL, and keeps what the flow did', async () => {
  await using emulator = await createEmulator({ port: 0, consolePort: 0 });
  const { partnerUserID, partnerUserSecret } = emulator.credentials;
  const pair = ['--set', `Settings.partnerUserID=${partnerUserID}`, '--set', `Settings.partnerUserSecret=${partnerUserSecret}`];
  const { code, stdout } = await run(
    provision(),
    '--target',
    emulator.url,
    '--users',
    users(),
    '--input',
    'User ID=00uNina',
    '--set',
    POLICY,
    ...pair,
  );
  expect({ code, said: stdout.includes(partnerUserSecret) }).toEqual({ code: 0, said: false });
  expect(emulator.journal.entries()).toMatchObject([{ job: 'update employees', responseCode: 200 }]);
});

test('tables are read from a folder and written back', async () => {
  const tables = join(folder, 'tables');
  mkdirSync(tables);
  writeFileSync(join(tables, 'People.csv'), 'Email,Manager,Employee ID,Cost centre\nnew@acme.example,max.manager@acme.example,N1,Sales\n');
  writeFileSync(join(tables, 'Policies.csv'), 'Cost centre,Policy ID\nSales,A1B2C3D4E5F60001\n');
  const { code } = await run(
    file('nightly.folder', nightlyFlow()),
    '--flow',
    'Nightly sync',
    '--tables',
    tables,
    '--clock',
    '2026-01-31T02:00:00Z',
  );
  expect(code).toBe(0);
  expect(readFileSync(join(tables, 'Runs.csv'), 'utf8')).toBe(
    'Row ID,Created,At,Updated\nrow-3,2026-01-31T02:00:00.000Z,2026-01-31T02:00:00.000Z,1\n',
  );
});

test('an event is made, and starts the flow that listens to it', async () => {
  const { stdout } = await runHere([
    'flow',
    'event',
    'application.user_membership.remove',
    '--user',
    '00uSam',
    '--app',
    '0oa1',
    '--users',
    users(),
  ]);
  const flow = file('leave.flow', deprovisionFlow());
  const { code, stdout: said } = await run(flow, '--event', file('event.json', stdout), '--users', users(), '--set', POLICY);
  expect(code).toBe(0);
  expect(said).toMatch(/Leaver skipped\n/);
});

test('cards that are not supported exit 3, all named, before anything runs', async () => {
  const flow = buildFlow('Odd', (cards) => {
    cards.helperFlow({});
    cards.card('utility.exportFlo', 'Export', {}, {});
    cards.card('magic.wand', 'Wave', {}, {});
  });
  const { code, stdout, stderr } = await run(file('odd.flow', flow));
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toMatch(/Export \(root:kernel:utility:0\.0\.1:exportFlo\)\n {2}Wave \(root:kernel:magic:0\.0\.1:wand\)/);
});

test.each<[string, string[], RegExp]>([
  ['no export', ['run', 'NOFILE'], /the file does not exist/],
  ['a folder', ['run', '.'], /\.: this is a folder; pass a \.flow, \.folder or \.flopack file in it\./],
  ['users that are a folder', ['run', 'FLOW', '--users', '.'], /\.: this is a folder\./],
  ['a flow that is not there', ['run', 'FLOW', '--flow', 'Provision employe'], /Did you mean 'Provision employee'\?/],
  ['an input that is not there', ['run', 'FLOW', '--input', 'User Id=1'], /Did you mean 'User ID'\?/],
  [
    'an input without =',
    ['run', 'FLOW', '--input', 'User ID'],
    /--input takes NAME=VALUE, but value 1 has no =\. Write --input "NAME=VALUE"\./,
  ],
  ['a card that is not there', ['run', 'FLOW', '--set', 'Setings.recipients=x'], /Did you mean 'Settings'\?/],
  ['an odd target', ['run', 'FLOW', '--target', 'nowhere'], /--target must be in-process, emulator, live or an http or https URL/],
  [
    'a target elsewhere without --yes',
    ['run', 'FLOW', '--target', 'https://integrations.expensify.com'],
    /Pass --yes when running non-interactively/,
  ],
  ['a seed for somebody else', ['run', 'FLOW', '--target', 'emulator', '--seed', 'demo'], /Remove them, or remove --target/],
  ['an odd rate limit', ['run', 'FLOW', '--rate-limit', 'never'], /--rate-limit: 'never' is invalid; use advise, enforce or off\./],
  ['a limit that is no number', ['run', 'FLOW', '--time-limit', 'soon'], /--time-limit must be a whole number greater than 0, not 'soon'/],
  ['an odd option of the semantics', ['run', 'FLOW', '--semantics', 'forEech=x'], /Did you mean 'forEach'\?/],
  ['an odd mapping', ['run', 'FLOW', '--map-host', 'a=b'], /not an http or https URL/],
  ['an event of an odd type', ['event', 'user.lifecycle.creat', '--user', 'x'], /Did you mean 'user\.lifecycle\.create'\?/],
  [
    'an application event without an application',
    ['event', 'application.user_membership.add', '--user', 'x'],
    /requires an application\. Pass one with --app\./,
  ],
  [
    'a page that cannot be written',
    ['run', 'FLOW', '--users', 'USERS', '--input', 'User ID=00uNina', '--html', '/nowhere/r.html'],
    /Can't write .*r.html: the folder does not exist\./,
  ],
])('%s is one sentence and exit 2', async (_, args, reason) => {
  const replaced = args.map((arg) =>
    arg === 'FLOW' ? provision() : arg === 'NOFILE' ? join(folder, 'none.flow') : arg === 'USERS' ? users() : arg,
  );
  const { code, stderr } = await runHere(['flow', ...replaced]);
  expect(code).toBe(2);
  expect(stderr).toMatch(reason);
});

test('lint exits 1 on an error and 0 without, and writes SARIF', async () => {
  const sarif = join(folder, 'out.sarif');
  const bad = await runHere(['flow', 'lint', file('bad.flow', provisionFlow({ isUnencoded: true })), provision(), '--sarif', sarif]);
  expect(bad.code).toBe(1);
  expect(bad.stdout).toMatch(/error secret-in-url\n.*Provision employee › Update employees: A secret goes into the Query/);
  expect(bad.stdout).toMatch(/3 errors, 0 warnings, 0 notes in 2 files\n$/);
  expect(JSON.parse(readFileSync(sarif, 'utf8')).runs[0].results).toHaveLength(3);
  expect(await runHere(['flow', 'lint', provision()])).toMatchObject({ code: 0, stdout: '0 errors, 0 warnings, 0 notes in 1 file\n' });
});

test('lint walks folders, names a file that is not an export, and still checks the others', async () => {
  const nested = join(folder, 'backups', 'hr');
  mkdirSync(nested, { recursive: true });
  writeFileSync(join(nested, 'bad.flow'), JSON.stringify(provisionFlow({ isUnencoded: true })));
  writeFileSync(join(nested, 'notes.txt'), 'no export');
  writeFileSync(join(folder, 'backups', 'broken.flow'), '{');
  symlinkSync(join(folder, 'backups'), join(nested, 'again'));
  const { code, stdout, stderr } = await runHere(['flow', 'lint', join(folder, 'backups'), join(folder, 'none.flow')]);
  expect(code).toBe(2);
  expect(stdout).toMatch(/^\S*bad\.flow: error unencoded-form-value\n/);
  expect(stdout).toMatch(/in 1 file\n$/);
  expect(stderr).toMatch(/broken\.flow: this is not valid JSON[^\n]*\n[^\n]*none\.flow: the file does not exist\.\n$/);
});

test('a folder without an export is a usage error', async () => {
  const { code, stderr } = await runHere(['flow', 'inventory', folder]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/the folder contains no \.flow, \.folder or \.flopack file\.\n$/);
});

test('SARIF paths are relative to the current folder, and an unreadable file is a notification', async () => {
  const broken = file('broken one.flow', '{');
  const { stdout } = await runHere(['flow', 'lint', 'examples/okta-flow', broken, '--sarif', '-']);
  const [run] = JSON.parse(stdout).runs;
  expect(run.invocations).toMatchObject([{ executionSuccessful: false }]);
  expect(run.invocations[0].toolExecutionNotifications).toMatchObject([
    { locations: [{ physicalLocation: { artifactLocation: { uri: pathToFileURL(broken).href } } }] },
  ]);
});

test('the inventory names flows, cards, hosts and tables', async () => {
  const { code, stdout } = await runHere(['flow', 'inventory', file('nightly.folder', nightlyFlow())]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/Nightly sync: \d+ cards, starts with Scheduled Flow/);
  expect(stdout).toMatch(/runs \(measured\) +@stash\.searchRows2 +Search Rows\n/);
  expect(stdout).toMatch(/Hosts\n {2}integrations\.expensify\.com\n/);
  expect(stdout).toMatch(/Tables\n(.*\n)* {2}People: Email, Manager, Employee ID, Cost centre\n/);
});

test('the inventory marks each card that needs a stub, and names the command that prints them', async () => {
  const flow = buildFlow('Tells', (cards) => {
    cards.helperFlow({});
    cards.card('@slack.sendMessage', 'Tell somebody with a title that is longer than a column', {}, {});
  });
  const { stdout } = await runHere(['flow', 'inventory', file('tells.flow', flow)]);
  expect(stdout).toMatch(/\n +1 {2}needs a stub {5}@slack\.sendMessage {2}Tell somebody/);
  expect(stdout).toMatch(/\nTo get the stubs: expensify-emulator flow stubs ".*tells\.flow" > stubs\.yaml\n/);
});

test('a run without users says so when a card looked for some, and not when they were given', async () => {
  const flow = file(
    'looks.flow',
    buildFlow('Looks', (cards) => {
      cards.helperFlow({});
      cards.card('@okta.searchUsers', 'Search Users', {}, {});
    }),
  );
  const note = /! Search Users: no Okta users were provided, so nobody was found\. Pass a file\s+with --users\.\n/;
  const without = await run(flow);
  expect([without.code, without.stdout]).toEqual([0, expect.stringMatching(note)]);
  expect((await run(flow, '--users', users())).stdout).not.toMatch(note);
});

test('the graph is a Mermaid flowchart with each card', async () => {
  const { stdout } = await runHere(['flow', 'graph', provision()]);
  expect(stdout).toMatch(/^flowchart TD\n {2}subgraph n1\["Provision employee"\]\n/);
  expect(stdout).toContain('[["Update employees"]]');
});

test('watch rejects an export whose flows no Okta event starts', async () => {
  const { code, stderr } = await runHere(['flow', 'watch', provision()]);
  expect(code).toBe(2);
  expect(stderr).toContain(
    "has no flow that an Okta event starts, so nothing would run. It contains 'Provision employee'; run one with flow run.",
  );
});

test.each([
  [['--okta', 'https://acme.okta.com'], '--okta needs an API token. Set the environment variable OKTA_API_TOKEN.'],
  [['--okta', 'acme.okta.com'], '--okta must be an http or https URL'],
  [['--allow-okta-writes'], '--allow-okta-writes only works with --okta.'],
  [['--okta', 'https://acme.okta.com', '--users', 'users.json'], '--okta reads users from an org and --users reads them from a file'],
])('%j is wrong usage', async (args, message) => {
  const { code, stderr } = await run(provision(), '--input', 'User ID=00uNina', ...args);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
});

test('a flow reads its user from an org, and the token is not shown', async () => {
  const token = '00aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789_-';
  const asked: unknown[] = [];
  const org = createServer((request, response) => {
    asked.push([request.method, request.url, request.headers.authorization]);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(NEW_SELLER));
  });
  await new Promise<void>((resolve) => org.listen(0, '127.0.0.1', resolve));
  const { port } = org.address() as AddressInfo;
  const args = ['flow', 'run', provision(), '--okta', `http://127.0.0.1:${port}`, '--input', 'User ID=00uNina', '--set', POLICY, '--json'];
  const { code, stdout, stderr } = await runHere(args, { OKTA_API_TOKEN: token });
  org.close();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(asked).toEqual([['GET', '/api/v1/users/00uNina', `SSWS ${token}`]]);
  expect(stdout).not.toContain(token.slice(8, 20));
});

test('watch verifies a hook, runs the flow an event starts, once, and ends when told to', async () => {
  const flow = file('leave.flow', deprovisionFlow());
  const args = [
    'flow',
    'watch',
    flow,
    '--port',
    '0',
    '--users',
    users(),
    '--set',
    POLICY,
    '--authorization',
    'Bearer t',
    '--html',
    join(folder, 'html'),
  ];
  const program = runProgram(args);
  await until(() => program.stdout()).toMatch(/Console: /);
  const url = /Event hooks: (\S+)/.exec(program.stdout())?.[1] ?? '';
  const headers = { authorization: 'Bearer t' };
  expect((await fetch(url)).status).toBe(401);
  const verified = await fetch(url, { headers: { ...headers, 'x-okta-verification-challenge': 'abc' } });
  expect(await verified.json()).toEqual({ verification: 'abc' });
  const { stdout: hook } = await runHere(['flow', 'event', 'application.user_membership.remove', '--user', '00uSam', '--app', '0oa1']);
  const post = (body: string) => fetch(url, { method: 'POST', headers, body });
  expect((await post('{"no":"hook"}')).status).toBe(400);
  expect((await post('{')).status).toBe(400);
  expect((await post('x'.repeat(2_000_000))).status).toBe(413);
  expect([(await post(hook)).status, (await post(hook)).status]).toEqual([200, 200]);
  await until(() => program.stdout()).toMatch(/✓ Deprovision on unassign: finished/);
  await until(() => program.stdout()).toMatch(/Report: .*0001\.html/);
  program.child.kill('SIGTERM');
  const { code, stdout, stderr } = await program.ended();
  expect({ code, stderr, runs: stdout.match(/→ application/g)?.length }).toEqual({ code: 0, stderr: '', runs: 1 });
});

test('stubs prints stubs for a whole export, and run accepts them', async () => {
  const flow = file(
    'tell.flow',
    buildFlow('Tell', (cards) => {
      cards.helperFlow({});
      cards.returns({ ID: cards.card('@slack.post', 'Post', { Text: 'x' }, { 'Message/ID': 'string' }).out('ID') });
    }),
  );
  expect((await run(flow)).code).toBe(1);
  const { code, stdout } = await runHere(['flow', 'stubs', flow]);
  expect({ code, head: stdout.split('\n')[0] }).toEqual({ code: 0, head: expect.stringMatching(/^# Stubs for the cards/) });
  expect((await run(flow, '--stubs', file('stubs.yaml', stdout))).code).toBe(0);
  expect(await runHere(['flow', 'stubs', flow, '--flow', 'Tel'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/Did you mean 'Tell'/),
  });
});

test('diff exits 0 when two exports are the same, 1 when they differ, and prints text, Markdown or JSON', async () => {
  const bad = file('bad.flow', provisionFlow({ isUnchecked: true }));
  expect(await runHere(['flow', 'diff', provision(), provision()])).toMatchObject({ code: 0, stdout: 'No differences.\n' });
  const { code, stdout } = await runHere(['flow', 'diff', provision(), bad]);
  expect({ code, head: stdout.split('\n')[0] }).toEqual({ code: 1, head: '~ Provision employee' });
  expect((await runHere(['flow', 'diff', provision(), bad, '--markdown'])).stdout).toContain('### Flow `Provision employee`\n');
  expect(JSON.parse((await runHere(['flow', 'diff', provision(), bad, '--json'])).stdout)).toMatchObject({ flows: [{ kind: 'changed' }] });
  expect((await runHere(['flow', 'diff', provision(), join(folder, 'none.flow')])).code).toBe(2);
});
