import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { consoleOf } from '../../src/cli/console-client.js';
import { STARTER_SEED } from '../../src/cli/init.js';
import { resolveStartOptions } from '../../src/cli/resolve-options.js';
import { createEmulator } from '../../src/index.js';
import { cleanUpPrograms, MAIN_JS, runProgram, startProgram, temporaryFolder } from '../support/program.js';
import { formOf, POLICY_LIST } from '../support/raw-http.js';
import { runHere } from '../support/run-here.js';

cleanUpPrograms();
afterEach(() => vi.unstubAllEnvs());

test('healthcheck exits 0 while an emulator answers, and 1 once it does not', async () => {
  const program = startProgram();
  const { consoleUrl: url } = await program.ready();
  expect(await runProgram(['healthcheck', '--url', url]).ended()).toEqual({ code: 0, stdout: '', stderr: '' });
  program.child.kill('SIGTERM');
  await program.ended();
  const { code, stderr } = await runProgram(['healthcheck', '--url', url]).ended();
  expect(code).toBe(1);
  expect(stderr).toContain(url);
});

test('healthcheck finds the emulator by the environment it was started with, a token included', async () => {
  const first = startProgram(['--console-token', 'sesame']);
  const { port } = new URL((await first.ready()).consoleUrl);
  const env = {
    EXPENSIFY_EMULATOR_CONSOLE_PORT: port,
    EXPENSIFY_EMULATOR_CONSOLE_HOST: '0.0.0.0',
    EXPENSIFY_EMULATOR_CONSOLE_TOKEN: 'sesame',
  };
  expect(await runProgram(['healthcheck'], { env }).ended()).toMatchObject({ code: 0 });
});

test.each([
  ['not a url', 2],
  ['', 2],
  ['http://127.0.0.1:1', 1],
])('healthcheck --url %j is %i: 2 for a URL that is not valid, 1 if no emulator answers', async (url, expected) => {
  const { code, stdout, stderr } = await runHere(['healthcheck', '--url', url]);
  expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
  expect(stderr).toMatch(/^expensify-emulator: [^\n]+\n$/);
});

test.each([
  [{}, 'http://127.0.0.1:4311'],
  [{ EXPENSIFY_EMULATOR_CONSOLE_PORT: '9' }, 'http://127.0.0.1:9'],
  [{ EXPENSIFY_EMULATOR_PORT: '4400' }, 'http://127.0.0.1:4401'],
  [{ EXPENSIFY_EMULATOR_CONSOLE_HOST: '0.0.0.0' }, 'http://127.0.0.1:4311'],
  [{ EXPENSIFY_EMULATOR_CONSOLE_HOST: 'inside.example' }, 'http://inside.example:4311'],
  [{ EXPENSIFY_EMULATOR_CONSOLE_HOST: '::1' }, 'http://[::1]:4311'],
])('with the environment %j the console is at %s', async (environment, url) => {
  expect(consoleOf(await resolveStartOptions({}, environment, '/'))).toMatchObject({ url });
});

test('the console is also found by the config file the emulator was started with', async () => {
  const config = join(temporaryFolder(), 'emulator.yaml');
  writeFileSync(config, 'consolePort: 4999\nconsoleToken: sesame\n');
  expect(consoleOf(await resolveStartOptions({ config }, {}, '/'))).toEqual({ url: 'http://127.0.0.1:4999', token: 'sesame' });
});

test('healthcheck of the API port says that this is no console', async () => {
  const { url } = await startProgram().ready();
  const { code, stderr } = await runHere(['healthcheck', '--url', url]);
  expect(code).toBe(1);
  expect(stderr).toContain(`expensify-emulator: No emulator found: ${url} (--url) is not an emulator console.`);
});

test('credentials create prints a pair that works', async () => {
  const ready = await startProgram().ready();
  const { code, stdout } = await runProgram([
    'credentials',
    'create',
    '--acts-as',
    'mia.manager@acme.example',
    '--url',
    ready.consoleUrl,
  ]).ended();
  expect(code).toBe(0);
  const credentials = JSON.parse(stdout);
  const body = new URLSearchParams(formOf({ credentials }, POLICY_LIST));
  expect(await (await fetch(ready.endpoint, { method: 'POST', body })).json()).toMatchObject({ responseCode: 200 });
});

test.each([
  ['an account nobody has', ['--acts-as', 'nobody@acme.example'], /has no account nobody@acme\.example/],
  ['a company that is not there', ['--acts-as', 'owner@acme.example', '--company', 'nowhere'], /Company 'nowhere' does not exist/],
  ['nobody', [], /--acts-as/],
])('credentials create for %s is one sentence and exit 2', async (_name, args, sentence) => {
  await using emulator = await createEmulator();
  const url = emulator.consoleUrl;
  const { code, stdout, stderr } = await runHere(['credentials', 'create', '--url', url, ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(sentence);
});

test('credentials create says when no emulator answers, and when something else does', async () => {
  await using emulator = await createEmulator();
  const create = (at: string) => runHere(['credentials', 'create', '--acts-as', 'owner@acme.example', '--url', at]);
  expect(await create('http://127.0.0.1:1')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('nothing answers at http://127.0.0.1:1'),
  });
  const other = await create(emulator.url);
  expect(other.code).toBe(2);
  expect(other.stderr).not.toMatch(/JSON|token/i);
});

test('init writes a commented seed with which the emulator starts', async () => {
  const cwd = temporaryFolder();
  const { code, stdout } = await runProgram(['init', 'mine.yaml'], { cwd }).ended();
  expect(code).toBe(0);
  expect(stdout).toContain('--seed mine.yaml');
  expect(readFileSync(join(cwd, 'mine.yaml'), 'utf8')).toBe(STARTER_SEED);
  expect(STARTER_SEED.split('\n').filter((line) => line.trim().startsWith('#')).length).toBeGreaterThan(5);
  const ready = await startProgram(['--seed', 'mine.yaml'], { cwd }).ready();
  expect(ready).toMatchObject({
    credentials: { partnerUserID: 'aa_admin_my_company_example' },
    policies: [{ id: '0123456789ABCDEF', name: 'Headquarters' }],
  });
});

test('init never overwrites a file', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'expensify-emulator.seed.yaml'), 'mine');
  const { code, stderr } = await runProgram(['init'], { cwd }).ended();
  expect(code).toBe(2);
  expect(stderr).toContain('expensify-emulator.seed.yaml already exists; choose another file name.');
  expect(readFileSync(join(cwd, 'expensify-emulator.seed.yaml'), 'utf8')).toBe('mine');
});

test('init into a folder that is not there is one sentence and exit 2', async () => {
  const { code, stderr } = await runHere(['init', 'nowhere/seed.yaml']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^expensify-emulator: Can't write nowhere\/seed\.yaml/);
});

test('the program can be started directly', () => {
  expect(readFileSync(MAIN_JS, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});
