import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROOT } from '../support/root.js';

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

/** A project with an `npm` and a `tsc` that record their calls. The `npm` also records what it installed, as the real one does. */
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
  for (const folder of ['scripts', 'src/deep', 'bin', 'node_modules/typescript/bin']) mkdirSync(file(folder), { recursive: true });
  for (const name of ['ensure.mjs', 'freshness.mjs', 'build.mjs']) copyFileSync(join(ROOT, 'scripts', name), file(`scripts/${name}`));
  writeLock('1.2.3');
  writeFileSync(file('src/deep/a.ts'), '');
  const npm = `const fs = require('node:fs');
    console.log('said by npm');
    fs.appendFileSync('calls', 'npm ' + process.argv[2] + '\\n');
    if (process.env.NPM_EXIT) process.exit(Number(process.env.NPM_EXIT));
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
  /** The recorded calls. */
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

test('a fresh clone is installed and built, and the second run does and prints nothing', async () => {
  expect(await ensure()).toEqual({
    code: 0,
    stdout: '',
    stderr: 'Installing…\nsaid by npm\nBuilding…\n',
    calls: ['npm ci', 'tsc'],
  });
  expect(await ensure()).toEqual({ code: 0, stdout: '', stderr: '', calls: [] });
});

test('a changed source triggers a build', async () => {
  await ensure();
  const later = new Date(Date.now() + 60_000);
  utimesSync(file('src/deep/a.ts'), later, later);
  expect(await ensure()).toMatchObject({ calls: ['tsc'] });
});

test('a deleted source triggers a build', async () => {
  writeFileSync(file('src/deep/b.ts'), '');
  await ensure();
  rmSync(file('src/deep/b.ts'));
  expect(await ensure()).toMatchObject({ calls: ['tsc'] });
});

test('a changed lock file triggers an install', async () => {
  await ensure();
  writeLock('2.0.0');
  expect(await ensure()).toMatchObject({ calls: ['npm ci'] });
});

test('an installed package that is no longer in the lock file triggers an install', async () => {
  await ensure();
  writeFileSync(file('package-lock.json'), JSON.stringify({ packages: { '': { version: '1.0.0' } } }));
  expect(await ensure()).toMatchObject({ calls: ['npm ci'] });
});

test('does not install again after `npm ci` was run by hand', async () => {
  execFileSync(file('bin/npm'), ['ci'], { cwd: project, stdio: 'ignore' });
  expect(await ensure()).toMatchObject({ calls: ['tsc'] });
});

test('a failed install exits with 1, and the next run repeats it', async () => {
  const { code, stderr, calls } = await ensure({ NPM_EXIT: '1' });
  expect({ code, calls }).toEqual({ code: 1, calls: ['npm ci'] });
  expect(stderr).toContain('npm ci failed');
  expect(await ensure()).toMatchObject({ code: 0, calls: ['npm ci', 'tsc'] });
});
