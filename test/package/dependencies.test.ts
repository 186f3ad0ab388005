import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/root.js';

interface LockEntry {
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly engines?: { readonly node?: string };
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockEntry> };
const entries = Object.entries(lock.packages).filter(([path]) => path !== '');
/** The packages that a user of this package installs. */
const runtime = entries.filter(([, { dev, optional, devOptional, peer }]) => !dev && !optional && !devOptional && !peer);

test('there are at most 70 runtime dependencies', () => {
  expect(runtime.length).toBeGreaterThan(Object.keys(manifest.dependencies).length);
  expect(runtime.length).toBeLessThanOrEqual(70);
});

test('no runtime dependency runs an install script or is built during installation', () => {
  expect(runtime.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
});

test('every package has a checksum and comes from the registry that the user has configured', () => {
  const strays = entries.filter(([, { resolved, integrity }]) => resolved !== undefined || !integrity?.startsWith('sha512-'));
  expect(strays.map(([path]) => path)).toEqual([]);
});

test('every runtime dependency has a permissive licence', () => {
  const free = /^(MIT|MIT-0|ISC|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|0BSD)$/;
  expect(runtime.filter(([, { license }]) => !free.test(license ?? '')).map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

test('the lock file contains the packages of all platforms, so `npm ci` works on each', () => {
  const locked = new Set(entries.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)));
  const wanted = entries.flatMap(([, { optionalDependencies }]) => Object.keys(optionalDependencies ?? {}));
  expect(wanted.length).toBeGreaterThan(10);
  expect(wanted.filter((name) => !locked.has(name))).toEqual([]);
});

test('the lock file and package.json agree', () => {
  const root = lock.packages[''] as Record<string, unknown>;
  for (const kind of ['version', 'dependencies', 'devDependencies', 'peerDependencies', 'engines', 'bin'])
    expect(root[kind]).toEqual(manifest[kind]);
});

test('installing the package runs no script', () => {
  expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
});

test('npm start replaces its shell, using a file if the shell is cmd.exe', () => {
  expect(manifest.scripts.start).toBe('exec node scripts/start.mjs');
  expect(readFileSync(join(ROOT, 'exec.cmd'), 'utf8').split('\n').at(-2)).toBe('@%*');
});
