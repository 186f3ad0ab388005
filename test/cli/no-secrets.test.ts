import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createClient } from '../../src/client/index.js';
import { cleanUpPrograms, runProgram, temporaryFolder } from '../support/program.js';
import { runHere } from '../support/run-here.js';

cleanUpPrograms();

const SECRET = 'hunter2hunter2';

function file(name: string, text: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
}

const people = (): string =>
  file('people.csv', 'employeeEmail,managerEmail,employeeID,policyID\na@x.example,b@x.example,1,A1B2C3D4E5F60001\n');

const FREE = ['--port', '0', '--console-port', '0'];

/** Wrong usage that says what is wrong, and nothing of the secret. */
async function expectSilence(args: readonly string[], sentence: RegExp, env: Readonly<Record<string, string>> = {}): Promise<void> {
  const { code, stdout, stderr } = await runHere(args, env);
  expect(stderr).toMatch(sentence);
  expect({ code, stdout, holdsSecret: stderr.includes('hunter') }).toEqual({ code: 2, stdout: '', holdsSecret: false });
}

test.each([
  ['an alias without its anchor', `partnerUserID: x\npartnerUserSecret: *${SECRET}`, /line 2, column 20 refers to an anchor/],
  ['a block scalar', `partnerUserSecret: |${SECRET}\n x`, /Block scalar header includes extra characters at line 1, column 21\.$/m],
  ['a tag', `a: !<${SECRET}`, /Unknown tag at line 1/],
  ['a directive', `%YAML ${SECRET}\n---\na: 1`, /Unknown directive at line 1/],
  ['an escape', `a: "\\uhunter2"`, /Unknown escape sequence at line 1, column 5\.$/m],
  ['an open quote', `a: "${SECRET}`, /Missing closing "quote at line 1/],
  ['text behind a quote', `a: "x" ${SECRET}`, /Unexpected scalar at node end at line 1/],
])('a file whose secret reads as %s is told by its place alone', async (_what, text, sentence) => {
  await expectSilence([...FREE, '--seed', file('seed.yaml', text)], sentence);
  await expectSilence([...FREE, '--config', file('config.yaml', text)], sentence);
  await expectSilence(
    ['provision', 'plan', people(), '--target', 'http://127.0.0.1:1', '--credentials', file('pair.yaml', text)],
    sentence,
  );
});

test('an export that is no JSON is told without what stands around the place', async () => {
  await expectSilence(
    ['flow', 'lint', file('x.flow', `{"partnerUserSecret":${SECRET}}`)],
    /this is not valid JSON \(Unexpected token 'h'\)/,
  );
});

/** Stands for a file of people in a command line. */
const PEOPLE = 'PEOPLE';
const PAIR = { EXPENSIFY_PARTNER_USER_ID: 'x', EXPENSIFY_PARTNER_USER_SECRET: 'y' };

test.each([
  ['--allow-host with a user', ['--allow-host', `http://user:${SECRET}@feeds.example/`], /write a host, not a URL: feeds\.example/],
  [
    '--allow-host with a user and no scheme',
    ['--allow-host', `user:${SECRET}@feeds.example`],
    /write only a host, without a user, a path or a query/,
  ],
  ['--allow-host with a query', ['--allow-host', `feeds.example?sig=${SECRET}`], /write only a host, without a user, a path or a query/],
  ['a flag that is not known', [`--console-tokn=${SECRET}`], /unknown option '--console-tokn'/],
])('start %s says it without the secret', async (_what, args, sentence) => {
  await expectSilence([...FREE, ...args], sentence);
});

test.each([
  [
    'provision',
    ['provision', 'plan', PEOPLE, '--target', `http://user:${SECRET}@127.0.0.1:1/`],
    /--target http:\/\/127\.0\.0\.1:1\/ must not contain a user/,
  ],
  ['provision, without a scheme', ['provision', 'plan', PEOPLE, '--target', `user:${SECRET}@127.0.0.1`], /not '127\.0\.0\.1'/],
  [
    'contract verify',
    ['contract', 'verify', '--target', `http://user:${SECRET}@127.0.0.1:1/`],
    /--target http:\/\/127\.0\.0\.1:1\/\S* must not/,
  ],
  ['contract verify, without a scheme', ['contract', 'verify', '--target', `127.0.0.1?sig=${SECRET}`], /not '127\.0\.0\.1'/],
  ['healthcheck', ['credentials', 'create', '--acts-as', 'x', '--url', `user:${SECRET}@127.0.0.1`], /not '127\.0\.0\.1'/],
])('%s says a URL without user and query', async (_command, args, sentence) => {
  await expectSilence(
    args.map((argument) => (argument === PEOPLE ? people() : argument)),
    sentence,
    PAIR,
  );
});

test('a client names its URL without the query, in errors and in what it tells of an exchange', async () => {
  const told: string[] = [];
  const client = createClient({
    credentials: { partnerUserID: 'aa_x', partnerUserSecret: 'a-secret' },
    baseUrl: `http://127.0.0.1:4310/?sig=${SECRET}`,
    fetch: () => Promise.reject(new Error('refused')),
    retry: 'off',
    onExchange: (exchange) => told.push(JSON.stringify(exchange)),
  });
  await expect(client.listPolicies()).rejects.toThrow(
    'get policyList failed at http://127.0.0.1:4310/Integration-Server/ExpensifyIntegrations: no response (refused)',
  );
  expect(told).toHaveLength(1);
  expect([client.url, ...told].join()).not.toContain('hunter');
});

test.each([
  ['--set without a name', ['--set', SECRET], /--set takes NAME=VALUE, but value 1 has no =/],
  ['--target with a user', ['--target', `http://user:${SECRET}@127.0.0.1:1/`], /--target http:\/\/127\.0\.0\.1:1\/\S* must not/],
  ['--map-host to no URL', ['--map-host', `a.example=user:${SECRET}@b.example`], /mapped to 'b\.example'/],
])('flow run %s says it without the secret', async (_what, args, sentence) => {
  const { buildFlow } = await import('../../src/flows/index.js');
  const flow = file('tiny.flow', JSON.stringify(buildFlow('Tiny', (cards) => void cards.helperFlow({}))));
  await expectSilence(['flow', 'run', flow, ...args], sentence);
});

/** What everybody on the machine reads of a process. */
const argumentsOf = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8');

test.skipIf(process.platform !== 'linux')(
  'the arguments of a detached emulator hold neither token nor mail password, and it has both',
  async () => {
    const [cwd, env] = [temporaryFolder(), { XDG_RUNTIME_DIR: temporaryFolder() }];
    const say = (...args: string[]) => runProgram(args, { cwd, env }).ended();
    try {
      const secrets = ['--console-token', SECRET, '--smtp', `smtp://user:${SECRET}@127.0.0.1:1`];
      const started = await say('start', '--detach', ...FREE, '--host', 'localhost', ...secrets);
      expect(started).toMatchObject({ code: 0, stderr: '' });
      const { stdout } = await say('status', '--json');
      const { pid, consoleUrl } = JSON.parse(stdout);
      expect(argumentsOf(pid)).toContain('--host\0localhost');
      expect(argumentsOf(pid)).not.toContain('hunter');
      const ask = (headers: Record<string, string>) => fetch(`${consoleUrl}/_emulator/info`, { headers });
      expect([(await ask({})).status, (await ask({ authorization: `Bearer ${SECRET}` })).status]).toEqual([401, 200]);
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).toContain(`EXPENSIFY_EMULATOR_SMTP=smtp://user:${SECRET}@`);
    } finally {
      await say('stop');
    }
  },
);
