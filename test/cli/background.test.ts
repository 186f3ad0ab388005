import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cleanUpPrograms, type Ended, runProgram, temporaryFolder } from '../support/program.js';

cleanUpPrograms();

let cwd: string;
let env: Readonly<Record<string, string>>;
const say = (...args: string[]): Promise<Ended> => runProgram(args, { cwd, env }).ended();
const startHere = (...args: string[]): Promise<Ended> => say('start', '--detach', '--port', '0', '--console-port', '0', ...args);

beforeEach(() => {
  cwd = temporaryFolder();
  env = { XDG_RUNTIME_DIR: temporaryFolder() };
});
// Before the folders go.
afterEach(async () => {
  await say('stop');
});

/** The export lines of `env`, as a shell would set them. */
function variablesIn(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^export (\w+)='([^']*)'$/gm)].map(([, name = '', value = '']) => [name, value]));
}

test('one in the background answers when start returns, is found from its folder, and ends', async () => {
  expect(await startHere('--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  const { stdout } = await say('env');
  const { EXPENSIFY_ENDPOINT = '', EXPENSIFY_PARTNER_USER_ID, EXPENSIFY_PARTNER_USER_SECRET } = variablesIn(stdout);
  const credentials = { partnerUserID: EXPENSIFY_PARTNER_USER_ID, partnerUserSecret: EXPENSIFY_PARTNER_USER_SECRET };
  const requestJobDescription = JSON.stringify({ type: 'get', credentials, inputSettings: { type: 'policyList' } });
  const response = await fetch(EXPENSIFY_ENDPOINT, { method: 'POST', body: new URLSearchParams({ requestJobDescription }) });
  expect(await response.json()).toMatchObject({ responseCode: 200 });
  expect(await say('status')).toMatchObject({ code: 0, stdout: expect.stringContaining(EXPENSIFY_ENDPOINT) });
  expect(await say('stop')).toMatchObject({ code: 0, stdout: expect.stringContaining('Stopped') });
  await expect(fetch(EXPENSIFY_ENDPOINT)).rejects.toThrow('fetch failed');
  expect(await say('status')).toMatchObject({ code: 1 });
});

test('env prints nothing but variables, and nothing at all when none runs', async () => {
  expect(await say('env')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('start --detach') });
  await startHere('--quiet');
  const { stdout } = await say('env');
  expect(stdout.trim().split('\n')).toEqual(Object.entries(variablesIn(stdout)).map(([name, value]) => `export ${name}='${value}'`));
  expect((await say('env', '--format', 'dotenv')).stdout).toContain('\nEXPENSIFY_PARTNER_USER_ID=aa_owner_acme_example\n');
  expect(JSON.parse((await say('env', '--format', 'json')).stdout)).toEqual(variablesIn(stdout));
});

test('a second one in the same folder is refused; in another folder it runs', async () => {
  await startHere('--quiet');
  expect(await startHere()).toMatchObject({ code: 2, stderr: expect.stringContaining('stop it first') });
  const first = cwd;
  cwd = temporaryFolder();
  expect(await startHere('--quiet')).toMatchObject({ code: 0 });
  await say('stop');
  cwd = first;
  expect(await say('status')).toMatchObject({ code: 0 });
});

test('why it did not start is said, and nothing is left behind', async () => {
  expect(await startHere('--seed', 'nowhere.yaml')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^expensify-emulator: --seed: there is no file 'nowhere\.yaml'/),
  });
  expect(await startHere('--wait', '0.001')).toMatchObject({ code: 2, stderr: expect.stringContaining('within 0.001 s') });
  expect(await say('status')).toMatchObject({ code: 1 });
});

test('one that was killed is forgotten', async () => {
  const { stdout } = await startHere('--json');
  expect(JSON.parse(stdout)).toMatchObject({ endpoint: expect.stringContaining('http://') });
  const { pid } = JSON.parse((await say('status', '--json')).stdout);
  process.kill(pid, 'SIGKILL');
  await expect.poll(async () => (await say('status', '--json')).stdout, { timeout: 10_000 }).toBe('{"isRunning":false}\n');
});

test('what is kept of it may be read by this user alone', async () => {
  await startHere('--quiet', '--console-token', 'geheim');
  const [folder = ''] = readdirSync(env.XDG_RUNTIME_DIR ?? '');
  const path = join(env.XDG_RUNTIME_DIR ?? '', folder);
  expect(statSync(path).mode & 0o077).toBe(0);
  for (const name of readdirSync(path)) expect(statSync(join(path, name)).mode & 0o077).toBe(0);
  expect(readFileSync(join(path, readdirSync(path).find((name) => name.endsWith('.log')) ?? ''), 'utf8')).toBe('');
  expect(await say('status')).toMatchObject({ code: 0 });
});

test('exec hands address and pair to the command, and its exit code back', async () => {
  const script = `
    const { EXPENSIFY_ENDPOINT, EXPENSIFY_PARTNER_USER_ID: partnerUserID, EXPENSIFY_PARTNER_USER_SECRET: partnerUserSecret } = process.env;
    const job = { type: 'get', credentials: { partnerUserID, partnerUserSecret }, inputSettings: { type: 'policyList' } };
    const response = await fetch(EXPENSIFY_ENDPOINT, { method: 'POST', body: new URLSearchParams({ requestJobDescription: JSON.stringify(job) }) });
    process.exit((await response.json()).responseCode === 200 ? 7 : 1);`;
  const journal = join(cwd, 'journal.json');
  const ended = await say('exec', '--journal', journal, '--', process.execPath, '--input-type=module', '-e', script);
  expect(ended).toEqual({ code: 7, stdout: '', stderr: '' });
  expect(JSON.parse(readFileSync(journal, 'utf8'))).toMatchObject({ entries: [{ job: 'get policyList', responseCode: 200 }] });
});

test.each([
  ['a command there is not', ['no-such-command'], 127],
  ['a signal', ['sh', '-c', 'kill -9 $$'], 137],
])('exec ends as a shell does with %s', async (_name, command, code) => {
  expect(await say('exec', '--', ...command)).toMatchObject({ code });
});

test('exec passes SIGTERM on to the command, and ends with it', async () => {
  const program = runProgram(['exec', '--', 'sh', '-c', 'trap "exit 9" TERM; echo up; while :; do sleep 0.05; done'], { cwd, env });
  await expect.poll(() => program.stdout(), { timeout: 10_000 }).toBe('up\n');
  program.child.kill('SIGTERM');
  expect(await program.ended()).toMatchObject({ code: 9 });
});

test('doctor names a misspelt variable, a proxy in the way and a taken port', async () => {
  const other = await runProgram(['--port', '0', '--console-port', '0', '--json']).ready();
  const { port } = new URL(other.url);
  env = { ...env, EXPENSIFY_EMULATOR_PROT: '1', HTTP_PROXY: 'http://proxy.example', NO_PROXY: '', EXPENSIFY_EMULATOR_CONSOLE_PORT: '0' };
  const { code, stdout } = await say('doctor');
  expect(code).toBe(0);
  expect(stdout).toContain('did you mean EXPENSIFY_EMULATOR_PORT?');
  expect(stdout).toContain('export NO_PROXY=127.0.0.1');
  env = { EXPENSIFY_EMULATOR_PORT: port, EXPENSIFY_EMULATOR_CONSOLE_PORT: '0' };
  expect(await say('doctor', '--json')).toMatchObject({ code: 1, stdout: expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`) });
  env = { EXPENSIFY_EMULATOR_CONSOLE_PORT: new URL(other.consoleUrl).port };
  expect((await say('doctor')).stdout).toContain('An emulator runs already');
});
