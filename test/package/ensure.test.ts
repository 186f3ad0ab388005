import { type ChildProcess, execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROOT } from '../support/root.js';
import { until } from '../support/until.js';

let project: string;
const file = (name: string): string => join(project, name);

const writeLock = (version: string): void => {
  const packages = {
    '': { version: '1.0.0' },
    'node_modules/a': { version },
    'node_modules/other-os': { version: '1.0.0', optional: true },
  };
  writeFileSync(file('package-lock.json'), JSON.stringify({ packages }));
};

/** The steps of the build after the compiler, which need sources. */
const STUBS = {
  'bundle-program': 'export const bundleProgram = () => [];',
  'bundle-pages': 'export const bundlePages = () => [];',
  'publish-declarations': "export const DECLARATIONS = '.build'; export const publishDeclarations = () => [];",
  'write-licences': 'export const writeLicences = () => undefined;',
};

/** A project whose `npm` and `tsc` record each call. This `npm` also lists the packages it has installed, as the real one does. */
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
  for (const folder of ['scripts/build', 'src/deep', 'bin', 'node_modules/typescript/bin']) mkdirSync(file(folder), { recursive: true });
  for (const name of ['ensure.mjs', 'freshness.mjs', 'build.mjs', 'run-step.mjs', 'start.mjs'])
    copyFileSync(join(ROOT, 'scripts', name), file(`scripts/${name}`));
  writeLock('1.2.3');
  writeFileSync(file('src/deep/a.ts'), '');
  for (const [name, stub] of Object.entries(STUBS)) writeFileSync(file(`scripts/build/${name}.mjs`), stub);
  const npm = `const fs = require('node:fs');
    console.log('said by npm');
    fs.appendFileSync('calls', 'npm ' + process.argv[2] + '\\n');
    if (process.env.NPM_EXIT) process.exit(Number(process.env.NPM_EXIT));
    if (process.env.NPM_HANGS) {
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      fs.writeFileSync('pids', process.pid + ' ' + child.pid);
      return setInterval(() => {}, 1000);
    }
    const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
    const installed = Object.entries(packages).filter(([path, { optional }]) => path !== '' && !optional);
    fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: Object.fromEntries(installed) }));`;
  writeFileSync(file('bin/npm'), `#!${process.execPath}\n${npm}`, { mode: 0o755 });
  writeFileSync(
    file('node_modules/typescript/bin/tsc'),
    "const fs = require('node:fs'); fs.mkdirSync('dist', { recursive: true }); fs.appendFileSync('calls', 'tsc\\n');",
  );
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

interface Ensured {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
  /** The programs that were called. */
  readonly calls: string[];
}

function ensure(env: Readonly<Record<string, string>> = {}): Promise<Ensured> {
  rmSync(file('calls'), { force: true });
  const all = { ...process.env, NPM_EXIT: '', PATH: `${file('bin')}${delimiter}${process.env.PATH}`, ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, [file('scripts/ensure.mjs')], { env: all }, (error, stdout, stderr) => {
      const calls = existsSync(file('calls')) ? readFileSync(file('calls'), 'utf8').trim().split('\n') : [];
      resolve({ code: error?.code ?? 0, stdout, stderr, calls });
    });
  });
}

const untimed = (text: string): string => text.replace(/\d+ s\b/g, 'N s');

test('a fresh clone is installed and built, with a line for each step; the second time nothing is done or printed', async () => {
  const { stderr, ...rest } = await ensure();
  expect(rest).toEqual({ code: 0, stdout: '', calls: ['npm ci', 'tsc'] });
  expect(untimed(stderr)).toBe('Installing dependencies…\nsaid by npm\nInstalled dependencies (N s).\nBuilding…\nBuilt (N s).\n');
  expect(await ensure()).toEqual({ code: 0, stdout: '', stderr: '', calls: [] });
});

test('a changed source file is built again', async () => {
  await ensure();
  const later = new Date(Date.now() + 60_000);
  utimesSync(file('src/deep/a.ts'), later, later);
  expect(await ensure()).toMatchObject({ calls: ['tsc'] });
});

test('a deleted source file is a change too', async () => {
  writeFileSync(file('src/deep/b.ts'), '');
  await ensure();
  rmSync(file('src/deep/b.ts'));
  expect(await ensure()).toMatchObject({ calls: ['tsc'] });
});

test('dependencies are installed again when the lock file has changed', async () => {
  await ensure();
  writeLock('2.0.0');
  expect(await ensure()).toMatchObject({ calls: ['npm ci'] });
});

test('dependencies are installed again when the lock file no longer names an installed package', async () => {
  await ensure();
  writeFileSync(file('package-lock.json'), JSON.stringify({ packages: { '': { version: '1.0.0' } } }));
  expect(await ensure()).toMatchObject({ calls: ['npm ci'] });
});

test('does not install again after `npm ci` was run by hand', async () => {
  execFileSync(file('bin/npm'), ['ci'], { cwd: project, stdio: 'ignore' });
  expect(await ensure()).toMatchObject({ calls: ['tsc'] });
});

test('a failed install exits 1, and the next run installs again', async () => {
  const { code, stderr, calls } = await ensure({ NPM_EXIT: '1' });
  expect({ code, calls }).toEqual({ code: 1, calls: ['npm ci'] });
  expect(stderr).toContain('Installing dependencies failed (exit code 1). See the output above.\n');
  expect(await ensure()).toMatchObject({ code: 0, calls: ['npm ci', 'tsc'] });
});

/** What a step writes to stderr if its program ends after three looks at the progress. */
function progressOf(isTerminal: boolean): string {
  writeFileSync(
    file('step.mjs'),
    `import { writeFileSync } from 'node:fs';
     import { runStep } from './scripts/run-step.mjs';
     process.stderr.isTTY = ${isTerminal};
     let seen = 0;
     const progress = () => {
       if (++seen === 3) writeFileSync('seen', '');
       return seen + ' of 3 packages';
     };
     const wait = "setInterval(() => { if (require('node:fs').existsSync('seen')) process.exit(); }, 1)";
     const args = ['-e', wait];
     await runStep({ doing: 'Installing', done: 'Installed', command: process.execPath, args, cwd: '.', progress, intervalMs: 1 });`,
  );
  return untimed(spawnSync(process.execPath, ['step.mjs'], { cwd: project, encoding: 'utf8' }).stderr);
}

test('a log gets a new line for each progress', () => {
  expect(progressOf(false)).toMatch(
    /^Installing…\nInstalling… 1 of 3 packages, N s\nInstalling… 2 of 3 packages, N s\nInstalling… 3 of 3 packages, N s\n[^\r]*Installed \(N s\)\.\n$/,
  );
});

test('a terminal gets one line that is updated', () => {
  const lines = progressOf(true).split('\r\x1b[K');
  expect(lines.slice(0, 3)).toEqual(['', 'Installing…', 'Installing… 1 of 3 packages, N s']);
  expect(lines.at(-1)).toBe('Installed (N s).\n');
  expect(lines.slice(0, -1).join('')).not.toContain('\n');
});

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** `npm start` during an install that does not end by itself, with the ids of the processes that install. */
async function startInstalling(): Promise<{ npm: ChildProcess; installers: number[] }> {
  writeFileSync(file('package.json'), JSON.stringify({ name: 'p', version: '1.0.0', scripts: { start: 'exec node scripts/start.mjs' } }));
  // The real npm starts the script, which finds the other one.
  const real = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim();
  const env = { ...process.env, NPM_HANGS: '1', PATH: `${file('bin')}${delimiter}${process.env.PATH}` };
  const npm = spawn(real, ['start'], { cwd: project, env, stdio: 'ignore', detached: true });
  // The file exists a moment before it has its content.
  await until(() => existsSync(file('pids')) && readFileSync(file('pids'), 'utf8')).toMatch(/^\d+ \d+$/);
  return { npm, installers: readFileSync(file('pids'), 'utf8').split(' ').map(Number) };
}

test.skipIf(process.platform === 'win32').each([
  ['SIGTERM to npm', 'SIGTERM', false],
  ['SIGINT to npm', 'SIGINT', false],
  ['SIGKILL to npm', 'SIGKILL', false],
  ['SIGTERM to the process group', 'SIGTERM', true],
  ['SIGINT to the process group', 'SIGINT', true],
] as const)('%s during the install of npm start ends the install and everything it has started', async (_name, signal, toGroup) => {
  const { npm, installers } = await startInstalling();
  const ended = new Promise((resolve) => npm.once('exit', resolve));
  process.kill(toGroup ? -(npm.pid ?? 0) : (npm.pid ?? 0), signal);
  await ended;
  await until(() => installers.filter(isThere)).toEqual([]);
  expect(existsSync(file('dist'))).toBe(false);
});
