import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { action, runAction, type StepResult } from '../support/action.js';
import { cleanUpPrograms, MAIN_JS, runProgram, temporaryFolder } from '../support/program.js';
import { ROOT } from '../support/root.js';

cleanUpPrograms();

let workspace: string;
/** The working directories of emulators that run, with the environment of the action there. */
const started = new Map<string, Readonly<Record<string, string>>>();
beforeEach(() => {
  workspace = temporaryFolder();
  mkdirSync(join(workspace, 'node_modules'));
  symlinkSync(ROOT, join(workspace, 'node_modules/expensify-emulator'));
});
afterEach(async () => {
  for (const [folder, env] of started) await runAction(workspace, { command: 'stop', 'working-directory': folder }, env);
  started.clear();
});

async function start(inputs: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}): Promise<StepResult> {
  const result = await runAction(workspace, inputs, env);
  if (result.code === 0) started.set(inputs['working-directory'] ?? '.', env);
  return result;
}

const listPolicies = async ({ EXPENSIFY_ENDPOINT, ...env }: Readonly<Record<string, string>>): Promise<unknown> => {
  const job = {
    type: 'get',
    credentials: { partnerUserID: env.EXPENSIFY_PARTNER_USER_ID, partnerUserSecret: env.EXPENSIFY_PARTNER_USER_SECRET },
    inputSettings: { type: 'policyList' },
  };
  const body = new URLSearchParams({ requestJobDescription: JSON.stringify(job) });
  return (await fetch(EXPENSIFY_ENDPOINT ?? '', { method: 'POST', body })).json();
};

test('the action starts an emulator whose URL and credentials the following steps can use', async () => {
  const { code, environment, outputs } = await start();
  expect(code).toBe(0);
  expect(await listPolicies(environment)).toMatchObject({ responseCode: 200 });
  expect(outputs).toEqual({
    url: environment.EXPENSIFY_URL,
    endpoint: environment.EXPENSIFY_ENDPOINT,
    'console-url': environment.EXPENSIFY_CONSOLE_URL,
    'partner-user-id': environment.EXPENSIFY_PARTNER_USER_ID,
    'partner-user-secret': environment.EXPENSIFY_PARTNER_USER_SECRET,
    'policy-id': environment.EXPENSIFY_POLICY_ID,
  });
});

test('the action sets the variables that env prints', async () => {
  const { environment } = await start();
  const printed = await runProgram(['env', '--format', 'json'], { cwd: workspace, env: { XDG_RUNTIME_DIR: workspace } }).ended();
  expect(environment).toEqual(JSON.parse(printed.stdout));
});

test('the action masks secrets before it prints anything else, and prints them nowhere else', async () => {
  const { stdout, environment } = await start({ args: '--scim --console-token "a long token"' });
  const secrets = ['PARTNER_USER_SECRET', 'SCIM_TOKEN', 'EMULATOR_CONSOLE_TOKEN'].map((name) => String(environment[`EXPENSIFY_${name}`]));
  const masks = secrets.map((secret) => `::add-mask::${secret}`);
  expect(secrets).toContain('a long token');
  const lines = stdout.trim().split('\n');
  expect(lines.slice(0, -1).sort()).toEqual(masks.sort());
  expect(lines.at(-1)).toBe(`The emulator is ready at ${environment.EXPENSIFY_ENDPOINT} (console: ${environment.EXPENSIFY_CONSOLE_URL}).`);
});

test('a secret with a percent sign is masked as it is', async () => {
  const { stdout, environment } = await start({ args: '--console-token a%25b' });
  expect(environment.EXPENSIFY_EMULATOR_CONSOLE_TOKEN).toBe('a%25b');
  expect(stdout).toContain('::add-mask::a%2525b\n');
});

test('seed, rate limit and further options reach the emulator', async () => {
  mkdirSync(join(workspace, 'ci'));
  writeFileSync(
    join(workspace, 'ci/my seed.yaml'),
    'companies: [{ name: Tiny, domains: [tiny.example], domainAdmins: [boss@tiny.example], policies: [{ name: Only }] }]',
  );
  const { environment } = await start({
    'working-directory': 'ci',
    seed: 'my seed.yaml',
    'rate-limit': 'enforce',
    args: "--journal-size '7'\n--no-headers",
  });
  const rateLimit = await fetch(`${environment.EXPENSIFY_CONSOLE_URL}/_emulator/rate-limit`);
  expect(await rateLimit.json()).toMatchObject({ mode: 'enforce' });
  expect(await listPolicies(environment)).toMatchObject({ policyList: [{ name: 'Only' }] });
});

test('command: stop ends the emulator of that folder, and succeeds if there is none', async () => {
  const { environment } = await start();
  const stopped = await runAction(workspace, { command: 'stop' }, environment);
  expect(stopped).toMatchObject({ code: 0, stdout: expect.stringContaining(`Stopped ${environment.EXPENSIFY_URL}`) });
  await expect(fetch(environment.EXPENSIFY_ENDPOINT ?? '')).rejects.toThrow();
  expect(await runAction(workspace, { command: 'stop' })).toMatchObject({ code: 0 });
});

test('two emulators in two folders of one job do not get in the way of each other', async () => {
  for (const folder of ['one', 'two']) mkdirSync(join(workspace, folder));
  const first = await start({ 'working-directory': 'one' });
  const second = await start({ 'working-directory': 'two' }, first.environment);
  expect(second.environment.EXPENSIFY_URL).not.toBe(first.environment.EXPENSIFY_URL);
  await runAction(workspace, { command: 'stop', 'working-directory': 'one' }, second.environment);
  await expect(fetch(first.environment.EXPENSIFY_ENDPOINT ?? '')).rejects.toThrow();
  expect(await listPolicies(second.environment)).toMatchObject({ responseCode: 200 });
});

/** An npx that records how it is called and runs what is built. */
function fakeNpx(): Readonly<Record<string, string>> {
  const script = `#!/usr/bin/env bash\necho "$@" >> "${join(workspace, 'npx-calls')}"\nexec "${process.execPath}" "${MAIN_JS}" "\${@:3}"\n`;
  mkdirSync(join(workspace, 'bin'));
  writeFileSync(join(workspace, 'bin/npx'), script, { mode: 0o755 });
  return { PATH: `${join(workspace, 'bin')}${delimiter}${process.env.PATH}` };
}
const npxCalls = (): string[] => readFileSync(join(workspace, 'npx-calls'), 'utf8').trim().split('\n');

test('a version is run with npx', async () => {
  expect(await start({ version: '0.1.0' }, fakeNpx())).toMatchObject({ code: 0 });
  expect(npxCalls()).toEqual([
    expect.stringMatching(/^--yes expensify-emulator@0\.1\.0 start --detach/),
    '--yes expensify-emulator@0.1.0 env --format json',
  ]);
});

test('where no package is installed, the latest version is run with npx', async () => {
  const elsewhere = temporaryFolder();
  expect(await start({ 'working-directory': elsewhere }, fakeNpx())).toMatchObject({ code: 0 });
  expect(npxCalls()[0]).toMatch(/^--yes expensify-emulator@latest start/);
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['an invalid port', { port: 'abc' }, "'abc'"],
  ['a seed that does not exist', { seed: 'nowhere.yaml' }, 'nowhere.yaml'],
  ['a command that does not exist', { command: 'restart' }, "'restart' is not a valid command. Use start or stop."],
  ['a folder that does not exist', { 'working-directory': 'nowhere' }, 'nowhere does not exist.'],
])('%s fails the step with an error annotation of one line', async (_what, inputs, message) => {
  const { code, stdout, environment } = await runAction(workspace, inputs);
  expect({ code, environment }).toEqual({ code: 1, environment: {} });
  expect(stdout).toMatch(/^::error title=Expensify emulator::[^\n]+\n$/);
  expect(stdout).toContain(message);
});

test('action.yml passes every input to its step and takes every output from it', () => {
  expect(action.runs.using).toBe('composite');
  const [step] = action.runs.steps;
  const passed = Object.values(step?.env ?? {});
  expect(passed.sort()).toEqual(
    Object.keys(action.inputs)
      .map((name) => `\${{ inputs.${name} }}`)
      .sort(),
  );
  for (const [name, { value }] of Object.entries(action.outputs)) expect(value).toBe(`\${{ steps.emulator.outputs.${name} }}`);
});

test('action.yml names a script that exists', () => {
  const [, script = ''] = /"\$GITHUB_ACTION_PATH\/([^"]+)"/.exec(action.runs.steps[0]?.run ?? '') ?? [];
  expect(script).not.toBe('');
  expect(existsSync(join(ROOT, script))).toBe(true);
});
