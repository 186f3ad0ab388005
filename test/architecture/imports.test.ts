import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { circles, createRoomOf, isRoom, strayImports } from '../support/floors.js';
import { ROOT } from '../support/root.js';
import { describeImport, type Import, imports, importsIn, loadedFrom, parseSource, SRC, sources } from '../support/source.js';

const internal = imports.filter(({ isInternal }) => isInternal);
const roomOf = createRoomOf(imports);

test('src has at most 14 entries', () => {
  expect(readdirSync(SRC).length).toBeLessThanOrEqual(14);
});

test('every file is in a room with a floor', () => {
  expect(sources.map(({ path }) => path).filter((path) => !isRoom(roomOf(path)))).toEqual([]);
});

test('every import leads to an existing file', () => {
  const paths = new Set(sources.map(({ path }) => path));
  expect(internal.filter(({ to }) => !paths.has(to)).map(describeImport)).toEqual([]);
});

test('every dynamic import has a literal path', () => {
  const isComputed = (node: ts.Node): boolean =>
    ts.isCallExpression(node) &&
    node.expression.kind === ts.SyntaxKind.ImportKeyword &&
    !node.arguments.every((argument) => ts.isStringLiteralLike(argument));
  const holds = (node: ts.Node): boolean => isComputed(node) || ts.forEachChild(node, (child) => holds(child) || undefined) === true;
  expect(sources.filter(({ tree }) => holds(tree)).map(({ path }) => path)).toEqual([]);
});

test('imports lead down, never up or to a neighbour', () => {
  expect(strayImports(imports)).toEqual([]);
});

test('there are no import cycles', () => {
  expect(circles(imports)).toEqual([]);
});

test('runtime imports nothing but the base of its errors', () => {
  const allowed = ['runtime', 'util/user-error'];
  expect(imports.filter(({ from, to }) => roomOf(from) === 'runtime' && !allowed.includes(roomOf(to))).map(describeImport)).toEqual([]);
});

test('the definition of a job imports protocol, util and zod only', () => {
  const strays = imports.filter(
    ({ from, to, isInternal }) =>
      roomOf(from) === 'definitions' && !(isInternal ? ['definitions', 'protocol', 'util'].includes(roomOf(to)) : to === 'zod'),
  );
  expect(strays.map(describeImport)).toEqual([]);
});

test('wire imports only the endpoint of the protocol, and no zod', () => {
  const strays = imports.filter(
    ({ from, to }) =>
      roomOf(from) === 'emulator/wire' && (to.startsWith('zod') || (roomOf(to) === 'protocol' && to !== 'protocol/endpoint.ts')),
  );
  expect(strays.map(describeImport)).toEqual([]);
});

/** The imports of a few made-up files. */
const made = (files: Readonly<Record<string, string>>): Import[] =>
  importsIn(Object.entries(files).map(([path, text]) => parseSource(path, text)));

test.each([
  ['static', "import { b } from '../server/b.js';"],
  ['bare', "import '../server/b.js';"],
  ['dynamic', "export const load = () => import('../server/b.js');"],
  ['dynamic, in backticks', 'export const load = () => import(`../server/b.js`);'],
  ['of a type', "import type { B } from '../server/b.js';"],
  ['of a type, in its place', "export type A = import('../server/b.js').B;"],
  ['re-exported', "export * from '../server/b.js';"],
])('the check finds an upward import: %s', (_kind, text) => {
  expect(strayImports(made({ 'protocol/a.ts': text, 'server/b.ts': '' }))).toEqual(['protocol/a.ts → server/b.ts']);
});

test.each([
  ['a neighbour', 'emulator/wire/a.ts', 'emulator/feeds/b.ts'],
  ['the emulator, of a part of it', 'emulator/wire/a.ts', 'emulator/handle.ts'],
  ['a run, of a definition', 'jobs/make-tea/definition.ts', 'jobs/runnable-jobs.ts'],
  ['the server, of a run', 'jobs/make-tea/run.ts', 'server/b.ts'],
  ['the console, of the server', 'server/a.ts', 'console/b.ts'],
  ['the emulator, of a tool', 'client/a.ts', 'emulator/wire/b.ts'],
  ['a run, of a tool', 'provision/a.ts', 'jobs/make-tea/run.ts'],
  ['a job, of flows', 'flows/a.ts', 'jobs/make-tea/definition.ts'],
  ['another tool', 'flows/a.ts', 'client/b.ts'],
  ['a tool, of the server', 'server/a.ts', 'flows/b.ts'],
  ['a room without a floor', 'server/a.ts', 'attic/b.ts'],
])('the check finds an import of %s', (_what, from, to) => {
  const up = '../'.repeat(from.split('/').length - 1);
  const files = { [from]: `import '${up}${to.replace('.ts', '.js')}';`, [to]: '' };
  expect(strayImports(made(files))).toEqual([`${from} → ${to}`]);
});

test('files that a definition imports are definitions too', () => {
  const files = {
    'jobs/make-tea/definition.ts': "import './leaves.js';",
    'jobs/make-tea/leaves.ts': "import '../../emulator/world/b.js';",
    'emulator/world/b.ts': '',
  };
  expect(strayImports(made(files))).toEqual(['jobs/make-tea/leaves.ts → emulator/world/b.ts']);
});

test.each([
  ['static', "import './b.js';"],
  ['dynamic', "export const load = () => import('./b.js');"],
  ['of a type', "import type { B } from './b.js';"],
  ['of a type, in its place', "export type A = import('./b.js').B;"],
])('the check finds a cycle closed by an import: %s', (_kind, text) => {
  const files = {
    'flows/a.ts': text,
    'flows/b.ts': "import './c.js';",
    'flows/c.ts': "import './a.js';",
    'flows/d.ts': "import './a.js';",
  };
  expect(circles(made(files))).toEqual(['flows/a.ts → flows/b.ts → flows/c.ts → flows/a.ts']);
});

test('the check finds every one of several cycles', () => {
  const files = {
    'client/a.ts': "import './b.js';",
    'client/b.ts': "import './a.js'; import '../flows/c.js';",
    'flows/c.ts': "import './c.js';",
  };
  expect(circles(made(files))).toEqual(['client/a.ts → client/b.ts → client/a.ts', 'flows/c.ts → flows/c.ts']);
});

test('the core runs in a browser and loads nothing that needs Node', () => {
  const loaded = loadedFrom('emulator/emulator.ts');
  const strays = imports.filter(({ from, to, isTypeOnly }) => loaded.has(from) && to.startsWith('node:') && !isTypeOnly);
  expect(strays.map(describeImport)).toEqual([]);
});

test('imports of a page do not need Node', () => {
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
    [...packages]
      // Only this build does not need Buffer.
      .filter((path) => path !== 'csv-parse/browser/esm/sync')
      .map(packageOf)
      .filter((name) => !['zod', 'fastest-levenshtein', '@noble/hashes', '@faker-js/faker', 'hucre'].includes(name)),
  ).toEqual([]);
});

test('slow modules are loaded when they are used', () => {
  const eager = new Set([...loadedFrom('index.ts'), ...loadedFrom('cli/main.ts'), ...loadedFrom('cli/run.ts')]);
  const strays = imports.filter(
    ({ from, to, isDynamic, isTypeOnly }) =>
      eager.has(from) &&
      !isDynamic &&
      !isTypeOnly &&
      ['express', 'nodemailer', 'ssh2', 'yaml', '@faker-js/faker', 'hucre'].includes(packageOf(to)),
  );
  expect(strays.map(describeImport)).toEqual([]);
});

test('every imported package is installed with the program or bundled, and every installed package is imported', () => {
  const { dependencies, devDependencies, peerDependencies = {} } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const packages = imports.filter(({ from, to, isInternal }) => !isInternal && !to.startsWith('node:') && !from.startsWith('console/web/'));
  const used = new Set(packages.map(({ to }) => packageOf(to)));
  const withProgram = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
  expect(withProgram.filter((name) => !used.has(name))).toEqual([]);
  // The build bundles all others.
  const bundled = [...used].filter((name) => !withProgram.includes(name));
  expect(bundled.filter((name) => !Object.hasOwn(devDependencies, name))).toEqual([]);
});

/** `@noble/hashes/sha2.js` → `@noble/hashes` */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
