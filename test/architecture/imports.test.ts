import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/root.js';
import { describeImport, imports, loadedFrom, roomOf, sources } from '../support/source.js';

/** Lowest first. A room imports from its own floor and from those below. */
const FLOORS: readonly (readonly string[])[] = [
  ['runtime', 'protocol', 'files', 'text'],
  ['world', 'wire', 'rate-limit', 'advisories'],
  ['accounts', 'jobs', 'faults', 'journal', 'outbox', 'feeds', 'seeds'],
  ['handle', 'standing', 'rehearse', 'exchange', 'rooms', 'directory', 'snapshot', 'fetch-door'],
  ['emulator', 'emulator-options'],
  ['server', 'console', 'cli', 'index'],
];

/** Beside the house: what these may import at most. */
const APART: Readonly<Record<string, readonly string[]>> = {
  contract: ['protocol', 'runtime', 'text'],
  client: ['protocol', 'runtime', 'text'],
  provision: ['protocol', 'runtime', 'files', 'text', 'client'],
  flows: ['protocol', 'runtime', 'files', 'text'],
};

const DOORS = ['msw', 'browser', 'vitest', 'jest', 'matchers', 'testcontainers'];
const floorOf = (room: string): number => (DOORS.includes(room) ? FLOORS.length - 1 : FLOORS.findIndex((floor) => floor.includes(room)));
const internal = imports.filter(({ isInternal }) => isInternal);
const between = internal.map((edge) => ({ ...edge, fromRoom: roomOf(edge.from), toRoom: roomOf(edge.to) }));

test('every room has its place', () => {
  const rooms = new Set(sources.map(({ path }) => roomOf(path)));
  expect([...rooms].filter((room) => floorOf(room) === -1 && !Object.hasOwn(APART, room))).toEqual([]);
});

test('every import leads to a file that is there', () => {
  const paths = new Set(sources.map(({ path }) => path));
  expect(internal.filter(({ to }) => !paths.has(to)).map(describeImport)).toEqual([]);
});

test('imports lead down, never up', () => {
  const upwards = between.filter(({ fromRoom, toRoom }) => floorOf(fromRoom) !== -1 && floorOf(toRoom) > floorOf(fromRoom));
  expect(upwards.map(describeImport)).toEqual([]);
});

test.each(Object.entries(APART))('%s imports nothing but %j', (room, allowed) => {
  const strays = between.filter(({ fromRoom, toRoom }) => fromRoom === room && toRoom !== room && !allowed.includes(toRoom));
  expect(strays.map(describeImport)).toEqual([]);
});

test('only the top floor knows the rooms beside the house', () => {
  const strays = between.filter(
    ({ fromRoom, toRoom }) => Object.hasOwn(APART, toRoom) && !Object.hasOwn(APART, fromRoom) && floorOf(fromRoom) < FLOORS.length - 1,
  );
  expect(strays.map(describeImport)).toEqual([]);
});

test('the rooms of the ground floor import nothing of the house but each other', () => {
  const strays = between.filter(({ fromRoom, toRoom }) => FLOORS[0]?.includes(fromRoom) && !FLOORS[0].includes(toRoom));
  expect(strays.map(describeImport)).toEqual([]);
});

test('runtime imports nothing at all', () => {
  expect(imports.filter(({ from, to }) => roomOf(from) === 'runtime' && roomOf(to) !== 'runtime').map(describeImport)).toEqual([]);
});

test('the world knows no HTTP and no zod', () => {
  const strays = imports.filter(({ from, to }) => roomOf(from) === 'world' && (roomOf(to) === 'wire' || to.startsWith('zod')));
  expect(strays.map(describeImport)).toEqual([]);
});

test('wire knows no job and no zod', () => {
  const strays = imports.filter(
    ({ from, to }) =>
      roomOf(from) === 'wire' &&
      to !== 'protocol/endpoint.ts' &&
      (['jobs', 'protocol', 'world'].includes(roomOf(to)) || to.startsWith('zod')),
  );
  expect(strays.map(describeImport)).toEqual([]);
});

test('no file imports itself in a circle, types aside', () => {
  const circles = sources
    .map(({ path }) => path)
    .filter((path) =>
      between.some(
        ({ from, to, isTypeOnly, isDynamic }) => from === path && !isTypeOnly && !isDynamic && to !== path && loadedFrom(to).has(path),
      ),
    );
  expect(circles).toEqual([]);
});

test('the core runs in a browser: nothing that it loads needs Node', () => {
  const loaded = loadedFrom('emulator/emulator.ts');
  const strays = imports.filter(({ from, to, isTypeOnly }) => loaded.has(from) && to.startsWith('node:') && !isTypeOnly);
  expect(strays.map(describeImport)).toEqual([]);
});

test('what a page imports needs no Node', () => {
  for (const door of ['doors/msw/index.ts', 'doors/browser/index.ts']) {
    const loaded = loadedFrom(door);
    const strays = imports.filter(({ from, to, isTypeOnly }) => loaded.has(from) && to.startsWith('node:') && !isTypeOnly);
    expect(strays.map(describeImport)).toEqual([]);
  }
});

test('the core loads no server, and only packages that run in a browser', () => {
  const loaded = loadedFrom('emulator/emulator.ts');
  const packages = new Set(
    imports.filter(({ from, isInternal, isTypeOnly }) => loaded.has(from) && !isInternal && !isTypeOnly).map(({ to }) => to),
  );
  expect(
    [...packages].map(packageOf).filter((name) => !['zod', 'fastest-levenshtein', '@noble/hashes', '@faker-js/faker'].includes(name)),
  ).toEqual([]);
});

test('what takes long to load is loaded when it is used', () => {
  const eager = new Set([...loadedFrom('index.ts'), ...loadedFrom('cli/main.ts')]);
  const strays = imports.filter(
    ({ from, to, isDynamic, isTypeOnly }) =>
      eager.has(from) && !isDynamic && !isTypeOnly && ['express', 'nodemailer', 'ssh2', 'yaml', '@faker-js/faker'].includes(packageOf(to)),
  );
  expect(strays.map(describeImport)).toEqual([]);
});

test('every package that is imported is a dependency, and the other way round', () => {
  const { dependencies, peerDependencies = {} } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  // What the pages import is bundled with them, so nobody installs it.
  const installed = imports.filter(
    ({ from, to, isInternal }) => !isInternal && !to.startsWith('node:') && !from.startsWith('console/web/'),
  );
  const used = new Set(installed.map(({ to }) => packageOf(to)));
  expect([...used].sort()).toEqual([...Object.keys(dependencies), ...Object.keys(peerDependencies)].sort());
});

/** `@noble/hashes/sha2.js` → `@noble/hashes` */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
