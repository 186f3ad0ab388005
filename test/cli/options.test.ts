import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { environmentName, flagName, OPTION_NAMES } from '../../src/cli/options.js';
import { resolveStartOptions } from '../../src/cli/resolve-options.js';
import { addStartOptions } from '../../src/cli/start-options.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { readLibraryOptions, readStartOptions } from '../../src/emulator/option-checks.js';
import { START_OPTIONS } from '../../src/emulator/options.js';
import { cleanUpPrograms, runProgram, startProgram, temporaryFolder } from '../support/program.js';

cleanUpPrograms();

/** A value each option takes, as text. */
const EXAMPLES: Readonly<Record<string, string>> = {
  port: '1',
  host: '127.0.0.2',
  consolePort: '2',
  consoleHost: 'localhost',
  consoleToken: 'sesame',
  seed: 'faker:1:2',
  state: 'state.json',
  durability: 'disk',
  rateLimit: 'off',
  scim: 'true',
  scimFull: 'true',
  scimRateLimit: '60',
  allowHost: 'feed.example',
  smtp: 'smtp://127.0.0.1:1025',
  clock: '2026-01-31T09:00:00Z',
  bodyLimit: '1000',
  journalSize: '7',
  headers: 'false',
  json: 'true',
  quiet: 'true',
  log: 'errors',
  watch: 'true',
};

const folderWith = (config: string, name = 'expensify-emulator.config.yaml'): string => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), config);
  return folder;
};

test('without anything said, the defaults are the documented ones', async () => {
  expect(await resolveStartOptions({}, {}, temporaryFolder())).toEqual({
    port: 4310,
    host: '127.0.0.1',
    consolePort: 4311,
    consoleHost: '127.0.0.1',
    seed: 'demo',
    durability: 'system',
    rateLimit: 'advise',
    scim: false,
    scimFull: false,
    allowHost: [],
    bodyLimit: 33_554_432,
    journalSize: 1000,
    headers: true,
    json: false,
    quiet: false,
    watch: false,
  });
});

test('there is an example of every option', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual([...OPTION_NAMES].sort());
});

test.each(OPTION_NAMES)('%s is read from the environment and from a config file alike', async (name) => {
  const value = EXAMPLES[name] ?? '';
  const fromEnvironment = await resolveStartOptions({}, { [environmentName(name)]: value }, temporaryFolder());
  const fromFile = await resolveStartOptions({}, {}, folderWith(JSON.stringify({ [name]: value })));
  const untouched = await resolveStartOptions({}, {}, temporaryFolder());
  expect(fromEnvironment).toEqual(fromFile);
  expect(fromEnvironment).not.toEqual(untouched);
});

test.each(OPTION_NAMES.filter((name) => name !== 'headers'))('%s is a flag that --help tells', async (name) => {
  expect(await helpText()).toContain(`${flagName(name)}`);
});

let help: Promise<string> | undefined;
const helpText = (): Promise<string> => {
  help ??= runProgram(['start', '--help'])
    .ended()
    .then(({ stdout }) => stdout);
  return help;
};

test('--no-headers is a flag that --help tells', async () => {
  expect(await helpText()).toContain('--no-headers');
});

test('a flag wins over the environment, the environment over the file, the file over the default', async () => {
  const folder = folderWith('port: 1\nhost: file\nseed: file\nrateLimit: off\n');
  const environment = { EXPENSIFY_EMULATOR_PORT: '2', EXPENSIFY_EMULATOR_HOST: 'environment' };
  expect(await resolveStartOptions({ port: '3' }, environment, folder)).toMatchObject({
    port: 3,
    host: 'environment',
    seed: 'file',
    rateLimit: 'off',
    consolePort: 4,
  });
});

test.each(OPTION_NAMES)('an object for %s in a config file is refused in our own words', async (name) => {
  const failure = await resolveStartOptions({}, {}, folderWith(JSON.stringify({ [name]: { no: 'value' } }))).catch((error: Error) => error);
  expect(String(failure)).toMatch(new RegExp(`^UsageError: ${name} in .*: ('{"no":"value"}'|the value) (is|must be) [^<>]+\\.$`));
  expect(String(failure)).not.toMatch(/Invalid|expected|received|\[object/);
});

test('an empty environment variable says nothing', async () => {
  expect(await resolveStartOptions({}, { EXPENSIFY_EMULATOR_PORT: '' }, temporaryFolder())).toMatchObject({ port: 4310 });
});

test('--no-headers wins over an environment that wants them', async () => {
  const environment = { EXPENSIFY_EMULATOR_HEADERS: 'true' };
  expect(await resolveStartOptions({ headers: false }, environment, temporaryFolder())).toMatchObject({ headers: false });
});

const flagsOf = (...args: string[]): Record<string, unknown> => addStartOptions(new Command()).parse(args, { from: 'user' }).opts();

test('a command line without flags says nothing, so that environment and config file are heard', () => {
  expect(flagsOf()).toEqual({});
});

test.each([
  [['--no-headers'], false],
  [['--headers'], true],
  [[], undefined],
])('the flags %j make headers %s', (args, headers) => {
  expect(flagsOf(...args).headers).toBe(headers);
});

test('several hosts are a list in a file, and separated by commas in the environment', async () => {
  const fromFile = await resolveStartOptions({}, {}, folderWith('allowHost: [a.example, "b.example:81"]'));
  const fromEnvironment = await resolveStartOptions({}, { EXPENSIFY_EMULATOR_ALLOW_HOST: 'a.example, b.example:81,' }, temporaryFolder());
  expect(fromFile.allowHost).toEqual(['a.example', 'b.example:81']);
  expect(fromEnvironment.allowHost).toEqual(fromFile.allowHost);
});

test.each(['expensify-emulator.config.yaml', 'expensify-emulator.config.yml', 'expensify-emulator.config.json'])(
  '%s is found',
  async (name) => {
    expect(await resolveStartOptions({}, {}, folderWith('{"port": 1}', name))).toMatchObject({ port: 1 });
  },
);

test('a config file is named by the flag, else by the environment, else found', async () => {
  const folder = folderWith('port: 1');
  writeFileSync(join(folder, 'two.yaml'), 'port: 2');
  writeFileSync(join(folder, 'three.json'), '{"port":3}');
  const environment = { EXPENSIFY_EMULATOR_CONFIG: 'two.yaml' };
  expect(await resolveStartOptions({}, environment, folder)).toMatchObject({ port: 2 });
  expect(await resolveStartOptions({ config: 'three.json' }, environment, folder)).toMatchObject({ port: 3 });
});

test('a started program obeys its environment and the config file beside it', async () => {
  const folder = folderWith('seed: faker:7:3\njson: true\nport: 0');
  const program = runProgram(['--console-port', '0'], { cwd: folder, env: { EXPENSIFY_EMULATOR_RATE_LIMIT: 'off' } });
  expect((await program.ready()).policies).toHaveLength(2);
});

test('--json comes before --quiet', async () => {
  expect((await startProgram(['--quiet']).ready()).url).toMatch(/^http/);
});

test.each([
  ['smtp', 'stmp://user:hunter22@mail.example'],
  ['consoleToken', ['hunter22']],
])('the value of %s is not shown when it is wrong', async (name, value) => {
  const failure = await resolveStartOptions({ [name]: value }, {}, '/').catch((error: Error) => error);
  expect(failure).toBeInstanceOf(UsageError);
  expect(String(failure)).not.toContain('hunter22');
});

/** Values that one of the two might take and the other not. */
const EDGES: readonly unknown[] = [
  0,
  1,
  -1,
  1.5,
  65_535,
  65_536,
  100_000,
  100_001,
  '',
  'x',
  'smtp://127.0.0.1:1025',
  'off',
  true,
  null,
  [],
  ['a'],
  {},
];

test.each(START_OPTIONS.filter(({ library, kind }) => library !== undefined && kind !== 'seed'))(
  'the library refuses for $library what the command line refuses for $key',
  ({ key, library = '' }) => {
    const taken = EDGES.flatMap((value) => {
      const { options } = readStartOptions({ [key]: value });
      return options === undefined ? [] : [Object.entries(options).find(([name]) => name === key)?.[1]];
    });
    const refused = EDGES.filter((value) => readStartOptions({ [key]: value }).problem !== undefined);
    expect(taken.filter((value) => readLibraryOptions({ [library]: value }).problem !== undefined)).toEqual([]);
    expect(refused.filter((value) => readLibraryOptions({ [library]: value }).problem === undefined)).toEqual([]);
    expect(refused).not.toEqual([]);
  },
);
