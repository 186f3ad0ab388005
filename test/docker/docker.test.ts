import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { environmentName, OPTION_NAMES } from '../../src/cli/options.js';
import { readStartOptions } from '../../src/emulator/option-checks.js';
import { cleanUpPrograms, runProgram } from '../support/program.js';
import { ROOT } from '../support/root.js';

cleanUpPrograms();

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** The Dockerfile's instructions by stage, without comments and with continued lines joined. */
function readStages(): Instruction[][] {
  const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n/g, ' ');
  const stages: Instruction[][] = [];
  for (const line of text.split('\n').filter((candidate) => candidate.trim() !== '')) {
    const [, name = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    if (name === 'FROM') stages.push([]);
    stages.at(-1)?.push({ name, rest });
  }
  return stages;
}

const stages = readStages();
const final = stages.at(-1) ?? [];
const all = stages.flat();
const restsOf = (name: string, instructions = final): string[] =>
  instructions.filter((instruction) => instruction.name === name).map(({ rest }) => rest);
const [healthcheck = ''] = restsOf('HEALTHCHECK');
const environment = Object.fromEntries(restsOf('ENV').map((pair) => pair.split('=', 2)));
const compose = parse(readFileSync(join(ROOT, 'compose.yaml'), 'utf8'));
const service = compose.services['expensify-emulator'];
const MAIN = ['node', 'dist/cli/main.js'];

/** What COPY takes from the build context. */
const copied = restsOf('COPY', all)
  .filter((rest) => !rest.includes('--from='))
  .flatMap((rest) =>
    rest
      .split(/\s+/)
      .filter((word) => !word.startsWith('--'))
      .slice(0, -1),
  );

test('the image has a build stage and a final one, both on a Node that the package supports', () => {
  expect(stages).toHaveLength(2);
  expect(restsOf('FROM', all)).toEqual(['node:22-alpine AS build', 'node:22-alpine']);
});

test.each(copied)('%s, which is copied, is there', (source) => {
  expect(existsSync(join(ROOT, source))).toBe(true);
});

test('.dockerignore lets in exactly what is copied', () => {
  const lines = readFileSync(join(ROOT, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines[0]).toBe('*');
  expect(lines.slice(1).sort()).toEqual([...new Set(copied)].map((source) => `!${source}`).sort());
});

test('the build has every file that the compiler reads', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const script = scripts.build.replace('node ', '');
  const [, config = ''] = /'-p', '(\S+)'/.exec(readFileSync(join(ROOT, script), 'utf8')) ?? [];
  const { extends: base, include } = JSON.parse(readFileSync(join(ROOT, config), 'utf8'));
  for (const needed of [script.split('/')[0], config, base.replace('./', ''), ...include]) expect(copied).toContain(needed);
});

test('the final stage has what the package publishes and needs, and no development dependencies', () => {
  const { files } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const targets = restsOf('COPY').map((rest) => rest.split(/\s+/).at(-1)?.replace('./', ''));
  for (const folder of files.filter((file: string) => !/\.(?:md|svg)$|^!/.test(file))) expect(targets).toContain(folder);
  expect(targets).toContain('node_modules');
  expect(restsOf('RUN', stages[0]).join('\n')).toMatch(/npm prune --omit=dev/);
});

test('nothing runs in the final stage, which needs no shell', () => {
  expect(restsOf('RUN')).toEqual([]);
  expect(restsOf('SHELL')).toEqual([]);
});

test('it runs as a user who is not root', () => {
  expect(restsOf('USER')).toEqual(['node']);
});

test('the program is process 1, in exec form', () => {
  expect(restsOf('ENTRYPOINT').map((rest) => JSON.parse(rest))).toEqual([MAIN]);
  expect(restsOf('CMD').map((rest) => JSON.parse(rest))).toEqual([['start']]);
});

test("the health check is the program's own command, in exec form", () => {
  expect(JSON.parse(healthcheck.slice(healthcheck.indexOf('CMD') + 3))).toEqual([...MAIN, 'healthcheck']);
});

test('the file that is run is the one the package calls its program', () => {
  const { bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(bin['expensify-emulator']).toBe(MAIN[1]);
});

test('it exposes the two default ports', () => {
  const { options } = readStartOptions({});
  expect(restsOf('EXPOSE')).toEqual([`${options?.port} ${options?.consolePort}`]);
});

test('each variable it sets is an option of the program, with a value it takes', () => {
  const known = new Map(OPTION_NAMES.map((name) => [environmentName(name), name]));
  const ours = Object.entries(environment).filter(([name]) => name !== 'NODE_ENV');
  expect(ours.map(([name]) => known.get(name))).toEqual(['host', 'port', 'consolePort', 'state']);
  expect(readStartOptions(Object.fromEntries(ours.map(([name, value]) => [known.get(name), value]))).problem).toBeUndefined();
});

test('each variable that a comment names is an option of the program', () => {
  const named = readFileSync(join(ROOT, 'Dockerfile'), 'utf8').match(/EXPENSIFY_EMULATOR_\w+/g) ?? [];
  expect(OPTION_NAMES.map(environmentName)).toEqual(expect.arrayContaining([...new Set(named)]));
});

test('the console stays on loopback, where the health check finds it', () => {
  expect(environment).not.toHaveProperty('EXPENSIFY_EMULATOR_CONSOLE_HOST');
  expect(environment).not.toHaveProperty('EXPENSIFY_EMULATOR_CONSOLE_TOKEN');
});

test('the state lies in the volume, in a folder that the user owns', () => {
  expect(restsOf('VOLUME').map((rest) => JSON.parse(rest))).toEqual([['/state']]);
  expect(environment.EXPENSIFY_EMULATOR_STATE).toMatch(/^\/state\//);
  expect(restsOf('COPY')).toContainEqual('--from=build --chown=node:node /state /state');
});

test('no secret is in the image or its composition', () => {
  for (const file of ['Dockerfile', 'compose.yaml']) {
    expect(readFileSync(join(ROOT, file), 'utf8')).not.toMatch(/(TOKEN|SECRET|PASSWORD)\w*\s*[=:]\s*\S/i);
  }
});

test('compose publishes the API on this machine only, keeps the state, and asks the same health check', () => {
  expect(service.ports).toEqual(['127.0.0.1:4310:4310']);
  expect(service.volumes).toEqual(['state:/state']);
  expect(Object.keys(compose.volumes)).toEqual(['state']);
  expect(service.healthcheck.test).toEqual(['CMD', ...MAIN, 'healthcheck']);
});

test('compose and the image agree on the times of the health check', () => {
  const { interval, timeout, start_period: startPeriod, retries } = service.healthcheck;
  expect(healthcheck).toContain(`--interval=${interval} --timeout=${timeout} --start-period=${startPeriod} --retries=${retries} `);
});

test('with the variables of the image the program starts open to the network and answers its own health check', async () => {
  const env = {
    ...environment,
    EXPENSIFY_EMULATOR_PORT: '0',
    EXPENSIFY_EMULATOR_CONSOLE_PORT: '0',
    EXPENSIFY_EMULATOR_STATE: 'state.json',
  };
  const ready = await runProgram(['start', '--json'], { env }).ready();
  expect(ready.url).toMatch(/^http:\/\/0\.0\.0\.0:/);
  const { port } = new URL(ready.consoleUrl);
  expect(await runProgram(['healthcheck'], { env: { ...env, EXPENSIFY_EMULATOR_CONSOLE_PORT: port } }).ended()).toMatchObject({ code: 0 });
});
