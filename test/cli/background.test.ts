import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cleanUpPrograms, type Ended, runProgram, temporaryFolder } from '../support/program.js';
import { ROOT } from '../support/root.js';
import { until } from '../support/until.js';

cleanUpPrograms();

let cwd: string;
let env: Readonly<Record<string, string>>;
const say = (...args: string[]): Promise<Ended> => runProgram(args, { cwd, env }).ended();
const startHere = (...args: string[]): Promise<Ended> => {
  mayRun = true;
  return say('start', '--detach', '--port', '0', '--console-port', '0', ...args);
};
/** Whether the test started one in the background. */
let mayRun = false;

beforeEach(() => {
  cwd = folderOfItsOwn();
  env = { XDG_RUNTIME_DIR: temporaryFolder() };
});
// Before the folders go.
afterEach(async () => {
  if (mayRun) await say('stop');
  mayRun = false;
});

/** The config file keeps commands from finding an emulator on the default port: nothing listens on port 1. */
function folderOfItsOwn(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'expensify-emulator.config.yaml'), 'consolePort: 1');
  return folder;
}

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
  expect(await startHere()).toMatchObject({ code: 2, stderr: expect.stringContaining('Stop it with: npx expensify-emulator stop') });
  const first = cwd;
  cwd = folderOfItsOwn();
  expect(await startHere('--quiet')).toMatchObject({ code: 0 });
  await say('stop');
  cwd = first;
  expect(await say('status')).toMatchObject({ code: 0 });
});

test.skipIf(process.platform !== 'linux')(
  'of four that start at the same time one wins, the others say what runs, and nothing is left over',
  async () => {
    const ended = await Promise.all([1, 2, 3, 4].map(() => startHere('--quiet')));
    expect(ended.map(({ code }) => code).sort()).toEqual([0, 2, 2, 2]);
    const { pid, url } = JSON.parse((await say('status', '--json')).stdout);
    for (const { code, stderr } of ended)
      if (code === 2) expect(stderr).toContain(`An emulator is already running for this folder (process ${pid}). Endpoint: ${url}/`);
    expect(childrenIn(cwd)).toEqual([pid]);
    expect(await say('stop')).toMatchObject({ code: 0, stdout: `Stopped ${url}.\n` });
    expect(childrenIn(cwd)).toEqual([]);
  },
);

test.skipIf(process.platform !== 'linux')('a start that is killed while it waits leaves no emulator behind', async () => {
  const program = runProgram(['start', '--detach', '--port', '0', '--console-port', '0', '--seed', 'faker:1:3000'], { cwd, env });
  await until(() => childrenIn(cwd).length).toBe(2);
  program.child.kill('SIGKILL');
  await until(() => childrenIn(cwd)).toEqual([]);
  expect(await startHere('--quiet')).toMatchObject({ code: 0 });
});

/** The processes whose working folder this is, where there is a /proc to ask. */
function childrenIn(folder: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => folderOf(pid) === folder).map(Number);
}

function folderOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

test.skipIf(process.getuid?.() !== 0)('a user without an entry in /etc/passwd has a run file as well', async () => {
  const folder = env.XDG_RUNTIME_DIR ?? '';
  chownSync(folder, 54_321, 54_321);
  // dist has no such module of its own.
  const runFile = join(temporaryFolder(), 'run-file.mjs');
  const bundle = await rolldown({ input: join(ROOT, 'src/cli/run-file.ts'), platform: 'node' });
  await bundle.write({ file: runFile });
  await bundle.close();
  // Loaded before the user changes, who may not be able to read what lies here.
  const script = `
    const { RunFile } = await import(${JSON.stringify(pathToFileURL(runFile).href)});
    process.setuid(54321);
    const attempt = new RunFile('/work', ${JSON.stringify(folder)}).lock();
    attempt.lock.release();`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script]);
  expect(readdirSync(folder)).toEqual(['expensify-emulator-54321']);
});

test('why it did not start is said, and nothing is left behind', async () => {
  expect(await startHere('--seed', 'nowhere.yaml')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^expensify-emulator: --seed: file 'nowhere\.yaml' not found\./),
  });
  expect(await startHere('--wait', '0.001')).toMatchObject({ code: 2, stderr: expect.stringContaining('within 0.001 s') });
  expect(await say('status')).toMatchObject({ code: 1 });
  expect(readdirSync(env.XDG_RUNTIME_DIR ?? '', { recursive: true }).filter((name) => /\.\w+$/.test(String(name)))).toEqual([]);
});

test('one that was killed is forgotten', async () => {
  const { stdout } = await startHere('--json');
  expect(JSON.parse(stdout)).toMatchObject({ endpoint: expect.stringContaining('http://') });
  const { pid } = JSON.parse((await say('status', '--json')).stdout);
  process.kill(pid, 'SIGKILL');
  await expect.poll(async () => (await say('status', '--json')).stdout, { timeout: 10_000 }).toBe('{"isRunning":false}\n');
});

test('stop says with which error it ended: its state was not saved', async () => {
  mkdirSync(join(cwd, 'kept'));
  await startHere('--quiet', '--state', 'kept/state.json');
  rmSync(join(cwd, 'kept'), { recursive: true });
  expect(await say('stop')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('Stopped'),
    stderr: expect.stringMatching(/^expensify-emulator: .*kept\/state\.json/),
  });
  expect(await say('stop')).toMatchObject({ code: 0 });
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

test('exec takes free ports, whatever ports the environment and the config file name for other emulators', async () => {
  const other = await runProgram(['--port', '0', '--console-port', '0', '--json']).ready();
  const [port, consolePort] = [other.url, other.consoleUrl].map((url) => new URL(url).port);
  writeFileSync(join(cwd, 'expensify-emulator.config.yaml'), `port: ${port}\nconsolePort: ${consolePort}`);
  env = { ...env, EXPENSIFY_EMULATOR_PORT: String(port), EXPENSIFY_EMULATOR_CONSOLE_PORT: String(consolePort) };
  const { code, stdout } = await say('exec', '--', process.execPath, '-p', 'process.env.EXPENSIFY_URL');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^http:/);
  expect(stdout.trim()).not.toBe(other.url);
});

test.each([
  [{ HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: 'intra.example' }, 'intra.example,127.0.0.1,localhost,::1'],
  [{ NO_PROXY: 'intra.example' }, 'intra.example'],
])('exec keeps the command past a proxy: with %j NO_PROXY is %s', async (given, expected) => {
  env = { ...env, HTTP_PROXY: '', http_proxy: '', ALL_PROXY: '', all_proxy: '', ...given };
  expect(await say('exec', '--', process.execPath, '-p', 'process.env.NO_PROXY')).toMatchObject({ code: 0, stdout: `${expected}\n` });
});

test.each([
  ['a command there is not', ['no-such-command'], 127],
  ['a signal', ['sh', '-c', 'kill -9 $$'], 137],
])('exec ends as a shell does with %s', async (_name, command, code) => {
  expect(await say('exec', '--', ...command)).toMatchObject({ code });
});

test.each(['TERM', 'HUP'] as const)('exec passes SIG%s on to the command, and ends with it', async (name) => {
  const program = runProgram(['exec', '--', 'sh', '-c', `trap "exit 9" ${name}; echo up; while :; do sleep 0.05; done`], { cwd, env });
  await until(program.stdout).toBe('up\n');
  program.child.kill(`SIG${name}`);
  expect(await program.ended()).toMatchObject({ code: 9 });
});

test.skipIf(process.platform === 'win32')('the command of an exec that is killed is ended too', async () => {
  const script = 'process.on("SIGTERM", () => { console.log("told"); process.exit(); }); console.log("up"); setInterval(() => {}, 1000);';
  const program = runProgram(['exec', '--', process.execPath, '-e', script], { cwd, env });
  await until(program.stdout).toBe('up\n');
  program.child.kill('SIGKILL');
  // The command holds the same stdout, so its end is known only when the command has ended.
  expect(await program.ended()).toMatchObject({ code: 'SIGKILL', stdout: 'up\ntold\n' });
});

test('doctor checks the state where start would keep it, creates nothing, and shows no password', async () => {
  env = { EXPENSIFY_EMULATOR_PORT: '0', EXPENSIFY_EMULATOR_CONSOLE_PORT: '0', EXPENSIFY_EMULATOR_STATE: 'kept/' };
  expect((await say('doctor')).stdout).toContain(`The state file ${join(cwd, 'kept/state.json')} can be used`);
  expect(readdirSync(cwd)).not.toContain('kept');
  env = { ...env, EXPENSIFY_EMULATOR_STATE: 'mysql://user:geheim@host/db' };
  const { code, stdout } = await say('doctor');
  expect([code, stdout]).toEqual([1, expect.stringContaining('--state mysql://… is not supported')]);
  expect(stdout).not.toContain('geheim');
});

test('doctor names a misspelt variable, a proxy in the way and a taken port', async () => {
  const other = await runProgram(['--port', '0', '--console-port', '0', '--json']).ready();
  const { port } = new URL(other.url);
  const free = { EXPENSIFY_EMULATOR_PORT: '0', EXPENSIFY_EMULATOR_CONSOLE_PORT: '0' };
  env = { ...env, ...free, EXPENSIFY_EMULATOR_PROT: '1', no_proxy: '', HTTP_PROXY: 'http://proxy.example', NO_PROXY: '' };
  const { code, stdout } = await say('doctor');
  expect(code).toBe(0);
  expect(stdout).toContain('did you mean EXPENSIFY_EMULATOR_PORT?');
  expect(stdout).toContain('export NO_PROXY=127.0.0.1');
  env = { EXPENSIFY_EMULATOR_PORT: port, EXPENSIFY_EMULATOR_CONSOLE_PORT: '0' };
  expect(await say('doctor', '--json')).toMatchObject({ code: 1, stdout: expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`) });
  env = { EXPENSIFY_EMULATOR_CONSOLE_PORT: new URL(other.consoleUrl).port };
  expect((await say('doctor')).stdout).toContain('An emulator is running');
});
