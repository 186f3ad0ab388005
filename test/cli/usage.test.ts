import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanUpPrograms, runProgram, startProgram, temporaryFolder } from '../support/program.js';
import { runHere } from '../support/run-here.js';

cleanUpPrograms();

interface Said {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** Exit code 2, nothing on stdout, and one sentence (commander adds a line with a suggestion) without a stack. */
function expectUsage({ code, stdout, stderr }: Said, sentence: RegExp): void {
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr.trim().split('\n').length, stderr).toBeLessThanOrEqual(2);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
}

/** `start` with something wrong, on ports that are free. */
const startHere = (args: readonly string[]) =>
  runHere(['--port', '0', ...(args.includes('65535') ? [] : ['--console-port', '0']), '--json', ...args]);

test('a taken API port is named, with the flag that changes it', async () => {
  const port = await takenPort();
  expectUsage(
    await startProgram(['--port', `${port}`]).ended(),
    new RegExp(`^expensify-emulator: Port ${port} on 127\\.0\\.0\\.1 is taken: .*--port 0`),
  );
});

test('a taken console port is named, with the flag that changes it', async () => {
  const port = await takenPort();
  expectUsage(await startHere(['--console-port', `${port}`]), new RegExp(`Port ${port} .*--console-port 0`));
});

async function takenPort(): Promise<number> {
  const server = createServer().unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test.each([
  ['an unknown flag', ['--prot', '1'], /unknown option '--prot'.*Did you mean --port\?/s],
  ['a word that no option takes', ['strat'], /^expensify-emulator: too many arguments/],
  [
    'one port for both',
    ['--port', '4510', '--console-port', '4510'],
    /--port and --console-port are both 4510\. Choose two different ports, or 0 for a free one\.$/m,
  ],
  [
    'a last port without a console port',
    ['--port', '65535'],
    /--port: the console uses the next port, and there is none after 65535\. Choose one with --console-port\.$/m,
  ],
  ['a port that is none', ['--port', 'http'], /--port: 'http' is not a valid port \(0–65535\)\.$/m],
  ['a port out of range', ['--port', '65536'], /--port: '65536' is not a valid port \(0–65535\)\.$/m],
  ['an unknown rate limit', ['--rate-limit', 'maybe'], /--rate-limit: 'maybe' is invalid; use advise, enforce or off\.$/m],
  ['a bad clock', ['--clock', 'tomorrow'], /--clock: 'tomorrow' is not an ISO 8601 instant\. Write it like 2026-01-31T09:00:00Z\.$/m],
  ['a value for a flag that takes none', ['--scim=geheim'], /: option '--scim' takes no value$/m],
  ['a value for a misspelt flag', ['--sedd=geheim'], /: unknown option '--sedd'/],
  ['a mail server that is none', ['--smtp', 'http://localhost'], /--smtp: the value is not an smtp:\/\/ URL\.$/m],
  [
    'a missing seed file',
    ['--seed', 'nowhere.yaml'],
    /--seed: file 'nowhere\.yaml' not found\. Use demo, faker:SEED:EMPLOYEES, or a YAML or JSON file\.$/m,
  ],
  ['a bad faker seed', ['--seed', 'faker:1'], /faker:SEED:EMPLOYEES/],
  ['an open console', ['--console-host', '0.0.0.0'], /The console on 0\.0\.0\.0 would be open .*--console-token/],
  ['a missing config file', ['--config', 'nowhere.yaml'], /nowhere\.yaml: the file does not exist\.$/m],
  ['a body limit of nothing', ['--body-limit', '0'], /--body-limit: '0' is not a whole number greater than 0\.$/m],
  ['a body limit below nothing', ['--body-limit', '-5'], /--body-limit: '-5' is not a whole number greater than 0\.$/m],
  ['a body limit in words', ['--body-limit', 'huge'], /--body-limit: 'huge' is not a whole number greater than 0\.$/m],
  ['a flag without its value', ['--port', '0', '--seed'], /argument missing/],
])('%s is one sentence and exit 2', async (_name, args, sentence) => {
  expectUsage(await startHere(args), sentence);
});

test.each([
  ['broken YAML', 'companies: [', /seed\.yaml: .*line 1/],
  ['a seed that breaks the schema', 'companies: 5', /seed\.yaml: companies /],
  [
    'a misspelled key',
    'companies: [{ name: A, domain: [], domains: [a.example], domainAdmins: [a@a.example], policies: [] }]',
    /Did you mean 'domains'\?/,
  ],
  [
    'somebody who is there twice',
    'companies: [{ name: A, domains: [a.example], domainAdmins: [a@a.example], policies: [], accounts: [{ email: b@a.example }, { email: b@a.example }] }]',
    /two accounts share the login b@a\.example/,
  ],
  ['nothing', '', /seed\.yaml/],
])('a seed file with %s is one sentence and exit 2', async (_name, text, sentence) => {
  const seed = join(temporaryFolder(), 'seed.yaml');
  writeFileSync(seed, text);
  expectUsage(await startHere(['--seed', seed]), sentence);
});

test.each([
  ['an unknown key', 'consolPort: 1', /unknown option 'consolPort'. Did you mean 'consolePort'\?$/m],
  ['a bad value', 'port: http', /port in \S*mine\.yaml: 'http' is not a valid port \(0–65535\)\.$/m],
  ['a list', '[1]', /mine\.yaml must contain an object of options\.$/m],
  ['broken YAML', 'port: [', /mine\.yaml: .*line 1/],
])('a config file with %s is one sentence and exit 2', async (_name, text, sentence) => {
  const config = join(temporaryFolder(), 'mine.yaml');
  writeFileSync(config, text);
  expectUsage(await runHere(['--config', config]), sentence);
});

test('a config file that is found is named like one that is given', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'expensify-emulator.config.yaml'), 'consolPort: 1');
  expectUsage(await runProgram([], { cwd }).ended(), /^expensify-emulator: expensify-emulator\.config\.yaml: unknown option 'consolPort'/);
});

test('a bad environment variable is named', async () => {
  expectUsage(
    await runHere([], { EXPENSIFY_EMULATOR_CONSOLE_PORT: 'x' }),
    /: EXPENSIFY_EMULATOR_CONSOLE_PORT: 'x' is not a valid port \(0–65535\)\.$/m,
  );
});

test.each([
  ['flow lint --json=geheim', "option '--json' takes no value"],
  ['stop --json=geheim', "unknown option '--json'"],
  ['exec', "missing required argument 'command'. Run it with --help for its usage."],
])('%s is refused with one sentence, without the value', async (command, sentence) => {
  expect(await runHere(command.split(' '))).toEqual({ code: 2, stdout: '', stderr: `expensify-emulator: ${sentence}\n` });
});

test('an unknown flag ends the program itself with 2', async () => {
  expectUsage(await runProgram(['--prot', '1']).ended(), /unknown option '--prot'/);
});

test('a bad seed ends the program itself with 2', async () => {
  expectUsage(
    await startProgram(['--seed', 'nowhere.yaml']).ended(),
    /^expensify-emulator: --seed: file 'nowhere\.yaml' not found\. .*\n$/,
  );
});

test.each([
  ['strat', "Unknown command 'strat'. Did you mean 'start'?"],
  ['help strat', "Unknown command 'strat'. Did you mean 'start'?"],
  ['4510', "Unknown command '4510'. Pass options after --: npm start -- --port 4510."],
  ['everything', "Unknown command 'everything'. Run expensify-emulator --help for the list."],
])('the unknown command %s is refused with one sentence', async (command, sentence) => {
  expect(await runHere(command.split(' '))).toEqual({ code: 2, stdout: '', stderr: `expensify-emulator: ${sentence}\n` });
});
