import { execFileSync } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPaint, hasColours } from '../../src/cli/colour.js';
import { createLogWriter } from '../../src/cli/log-writer.js';
import { requestLine } from '../../src/cli/request-line.js';
import { logRequests } from '../../src/cli/request-log.js';
import { terminalWidth } from '../../src/cli/terminal.js';
import { seedFileNow } from '../../src/cli/watch-seed.js';
import type { ExchangeSummary } from '../../src/emulator/journal/summary.js';
import { createEmulator } from '../../src/index.js';
import { type Answer, sendJob } from '../support/emulator.js';
import { cleanUpPrograms, type Ready, runProgram, startProgram, temporaryFolder } from '../support/program.js';
import { POLICY_LIST } from '../support/raw-http.js';
import { until } from '../support/until.js';

cleanUpPrograms();

const send = (ready: Ready, job: object): Promise<Answer> => sendJob({ ...ready, fetch } as unknown as Parameters<typeof sendJob>[0], job);

const WRONG = { ...POLICY_LIST, credentials: { partnerUserID: 'x', partnerUserSecret: 'not-the-secret' } };

const summary: ExchangeSummary = {
  id: 7,
  at: '2026-01-31T09:00:01.000Z',
  job: 'get policyList',
  pair: 'aa_owner',
  code: 200,
  status: 200,
  durationMs: 1,
  advisories: [],
  bytes: 10,
};
const plain = createPaint(false);

test('a line has time, job, code, user, advisories and fault', () => {
  expect(requestLine({ ...summary, advisories: ['skipped-records'], fault: 'slow' }, { paint: plain })).toBe(
    '09:00:01  get policyList           200  aa_owner  skipped-records, fault: slow',
  );
  expect(requestLine({ ...summary, isCut: true }, { paint: plain })).toBe('09:00:01  get policyList           cut  aa_owner');
});

test.each([80, 120])('a line fits a terminal of %i columns', (width) => {
  const advisories = Array.from({ length: 20 }, (_, index) => `advisory-${index}`);
  expect(requestLine({ ...summary, advisories }, { paint: plain, width }).length).toBeLessThanOrEqual(width);
});

test('control characters of a name do not reach the terminal', () => {
  const line = requestLine({ ...summary, pair: 'a\u001b[2Jb\nc', fault: '\u202Ex' }, { paint: plain });
  expect(line).not.toMatch(/[\p{Cc}\u202E]/u);
});

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
  [{ TERM: 'dumb' }, true, false],
])('with %j, and a terminal: %j, colours are on: %j', (environment, isTTY, isOn) => {
  expect(hasColours({ isTTY }, environment)).toBe(isOn);
});

test('the width is that of the terminal, else COLUMNS, else 80', () => {
  expect(terminalWidth({ columns: 132 }, { COLUMNS: '100' })).toBe(132);
  expect(terminalWidth({}, { COLUMNS: '100' })).toBe(100);
  expect(terminalWidth({}, { COLUMNS: 'wide' })).toBe(80);
});

const busy = (): never => {
  throw Object.assign(new Error('busy'), { code: 'EAGAIN' });
};

test('a reader that is too slow misses lines, and is told how many', () => {
  let isBusy = true;
  let text = '';
  const writer = createLogWriter((bytes) => {
    if (isBusy) return busy();
    text += Buffer.from(bytes).toString();
    return bytes.length;
  });
  for (let line = 0; line < 5000; line++) writer.write(`line ${line}`);
  isBusy = false;
  writer.close();
  expect(text.split('\n')).toHaveLength(2002);
  expect(text).toContain('… 3000 more requests were not printed');
});

test('a closed output ends the log without a word', () => {
  let attempts = 0;
  const writer = createLogWriter(() => {
    attempts++;
    throw Object.assign(new Error('closed'), { code: 'EPIPE' });
  });
  writer.write('one');
  writer.close();
  writer.write('two');
  expect(attempts).toBe(1);
});

test.each([
  ['all', ['200', '404']],
  ['errors', ['404']],
  ['none', []],
] as const)('--log %s prints the codes %j', async (mode, codes) => {
  await using emulator = await createEmulator({ listen: false });
  let text = '';
  const end = logRequests(emulator, mode, (bytes) => {
    text += Buffer.from(bytes).toString();
    return bytes.length;
  });
  await sendJob(emulator, POLICY_LIST);
  await sendJob(emulator, WRONG);
  end();
  expect([...text.matchAll(/ {2}(\d{3}) {2}/g)].map(([, code]) => code)).toEqual(codes);
  expect(text).not.toContain('not-the-secret');
});

test('start prints requests after the banner, but not with --json or --quiet', async () => {
  const person = runProgram(['--port', '0', '--console-port', '0']);
  await until(person.stdout).toContain('Press Ctrl+C');
  const [, endpoint = ''] = /Endpoint +(\S+)/.exec(person.stdout()) ?? [];
  await fetch(endpoint, { method: 'POST', body: 'x=1' });
  await until(person.stdout).toMatch(/\d\d:\d\d:\d\d {2}\(unknown job\) +500 {2}—/);
  const program = startProgram();
  const ready = await program.ready();
  await send(ready, POLICY_LIST);
  program.child.kill('SIGTERM');
  expect((await program.ended()).stdout).toBe(`${JSON.stringify(ready)}\n`);
});

test('--log errors wins over --json', async () => {
  const program = startProgram(['--log', 'errors']);
  const ready = await program.ready();
  await send(ready, POLICY_LIST);
  await send(ready, WRONG);
  await until(program.stdout).toMatch(/\n[\d:]{8} {2}\(unknown job\) +404 {2}—/);
  expect(program.stdout()).not.toContain('  200  ');
});

test('logs --follow prints old and new requests, and --failed only errors', async () => {
  const ready = await startProgram().ready();
  await send(ready, POLICY_LIST);
  const all = runProgram(['logs', '--follow', '--url', ready.consoleUrl]);
  await until(all.stdout).toMatch(/get policyList +200 {2}aa_owner_acme_example/);
  await send(ready, WRONG);
  await until(all.stdout).toMatch(/\(unknown job\) +404/);
  // After a reset, the journal counts from 1 again.
  await fetch(`${ready.consoleUrl}/_emulator/reset`, { method: 'POST' });
  await send(ready, { type: 'nothing' });
  await until(all.stdout).toMatch(/ 404 [\s\S]*\(unknown job\) +410/);
  await send(ready, POLICY_LIST);
  const failed = await runProgram(['logs', '--failed', '--url', ready.consoleUrl]).ended();
  expect(failed).toMatchObject({ code: 0, stderr: '' });
  expect(failed.stdout.match(/\n/g)).toHaveLength(1);
});

test('trigger sends a sample, prints request, response and the link to the console, and shows no secret', async () => {
  const ready = await startProgram().ready();
  const { code, stdout } = await runProgram(['trigger', 'hire', '--url', ready.consoleUrl]).ended();
  expect(code).toBe(0);
  for (const part of ['sample.hire@acme.example', 'responseCode 200', `${ready.consoleUrl}/#/requests/1`]) expect(stdout).toContain(part);
  expect(stdout).not.toContain(ready.credentials.partnerUserSecret);
});

test('trigger without a name lists the samples, and refuses an unknown one', async () => {
  const list = await runProgram(['trigger'], { env: { COLUMNS: '80' } }).ended();
  expect(list.stdout).toMatch(/^hire {2,}Add an employee/m);
  expect(list.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(await runProgram(['trigger', 'hier']).ended()).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Unknown sample 'hier'"),
  });
});

test('logs --follow notices a reset before its first event', async () => {
  const ready = await startProgram().ready();
  await send(ready, POLICY_LIST);
  await send(ready, POLICY_LIST);
  const all = runProgram(['logs', '--follow', '--url', ready.consoleUrl]);
  await until(all.stdout).toMatch(/( 200 [\s\S]*){2}/);
  await fetch(`${ready.consoleUrl}/_emulator/reset`, { method: 'POST' });
  await send(ready, WRONG);
  await until(all.stdout).toMatch(/\(unknown job\) +404/);
});

const seedOf = (name: string): string =>
  `companies: [{ name: Tiny, domains: [tiny.example], domainAdmins: [boss@tiny.example], policies: [{ id: 0123456789ABCDEF, name: ${name} }] }]`;

test('--watch loads the seed file again, also if an editor replaces it, and keeps the old state if the file is invalid', async () => {
  const cwd = temporaryFolder();
  const file = join(cwd, 'seed.yaml');
  writeFileSync(file, seedOf('First'));
  const program = runProgram(['--port', '0', '--console-port', '0', '--seed', 'seed.yaml', '--watch'], { cwd });
  await until(program.stdout).toContain('Press Ctrl+C');
  writeFileSync(file, 'companies: 5');
  await until(program.stderr).toContain('The seed was not reloaded.');
  writeFileSync(join(cwd, 'new.yaml'), seedOf('Second'));
  renameSync(join(cwd, 'new.yaml'), file);
  await until(program.stdout).toContain('Reloaded seed.yaml: 1 company, 1 policy, 1 account.');
  program.child.kill('SIGTERM');
  expect((await program.ended()).code).toBe(0);
});

test('--watch prints the whole link to the console again when the credentials are others', async () => {
  const cwd = temporaryFolder();
  const file = join(cwd, 'seed.yaml');
  writeFileSync(file, seedOf('First'));
  const options = ['--port', '0', '--console-port', '0', '--seed', 'seed.yaml', '--watch', '--console-token', 'geheim & lang'];
  const program = runProgram(options, { cwd });
  await until(program.stdout).toContain('Press Ctrl+C');
  writeFileSync(file, seedOf('Second').replace('boss@', 'chief@'));
  await until(program.stdout).toMatch(/Reloaded seed\.yaml[\s\S]*Console +http:\S+\/\?token=geheim%20%26%20lang\n/);
  program.child.kill('SIGTERM');
  await program.ended();
});

test.skipIf(process.platform === 'win32')('--watch does not read a pipe in place of the seed file, which could wait forever', async () => {
  const pipe = join(temporaryFolder(), 'seed.yaml');
  execFileSync('mkfifo', [pipe]);
  expect(await seedFileNow(pipe)).toBeUndefined();
});

test('--watch goes on when nobody reads stdout any more', async () => {
  const cwd = temporaryFolder();
  const file = join(cwd, 'seed.yaml');
  writeFileSync(file, seedOf('First'));
  const program = runProgram(['--port', '0', '--console-port', '0', '--seed', 'seed.yaml', '--watch'], { cwd });
  await until(program.stdout).toContain('Press Ctrl+C');
  const [, console = ''] = /Console +(\S+)/.exec(program.stdout()) ?? [];
  program.child.stdout?.destroy();
  const nameNow = async () => (await fetch(`${console.replace(/\/$/, '')}/_emulator/ready`)).text();
  for (const name of ['Second', 'Third']) {
    writeFileSync(file, seedOf(name));
    await until(nameNow).toContain(name);
  }
});

test('--watch without a seed file is refused', async () => {
  for (const seed of ['demo', '-']) await expect(seedFileNow(seed)).rejects.toThrow('--watch needs a seed file');
  expect(await runProgram(['--watch']).ended()).toMatchObject({ code: 2, stderr: expect.stringContaining('--watch needs a seed file') });
});
