import ts from 'typescript';
import { expect, test } from 'vitest';
import { type SourceFile, sources } from '../support/source.js';

/** `file:line  code` of each node that a check reports. */
function find(files: readonly SourceFile[], isWrong: (node: ts.Node) => boolean): string[] {
  return files.flatMap(({ path, tree }) => {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (isWrong(node))
        found.push(`${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}  ${node.getText().slice(0, 80)}`);
      ts.forEachChild(node, visit);
    };
    visit(tree);
    return found;
  });
}

const outsideRuntime = sources.filter(({ path }) => !path.startsWith('runtime/'));

const TIME_AND_CHANCE = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'process.hrtime',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'globalThis.crypto',
]);
const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate', 'randomUUID', 'randomBytes', 'randomInt', 'getRandomValues']);

test('only runtime uses the clock and random numbers', () => {
  const isTimeOrChance = (node: ts.Node): boolean =>
    (ts.isPropertyAccessExpression(node) && TIME_AND_CHANCE.has(node.getText())) ||
    (ts.isCallExpression(node) && TIMERS.has(node.expression.getText().replace(/^(window|self|globalThis)\.(?=\w+$)/, ''))) ||
    (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments ?? []).length === 0);
  expect(find(outsideRuntime, isTimeOrChance)).toEqual([]);
});

test('only time zones use Intl, whose first use takes 15 ms of a start', () => {
  const isIntl = (node: ts.Node): boolean =>
    (ts.isIdentifier(node) && node.text === 'Intl' && !ts.isTypeReferenceNode(node.parent) && !ts.isQualifiedName(node.parent)) ||
    (ts.isPropertyAccessExpression(node) && /^toLocale|^localeCompare$/.test(node.name.text));
  const onServer = sources.filter(({ path }) => !path.startsWith('console/web/') && path !== 'flows/engine/time-zones.ts');
  expect(find(onServer, isIntl)).toEqual([]);
});

// V8 makes a hidden class for each new generator function. It keeps everything that the function refers to, which is the whole request,
// until the next full garbage collection.
test('no request makes a generator function of its own', () => {
  const isGenerator = (node: ts.Node): boolean =>
    (ts.isMethodDeclaration(node) || ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node)) && node.asteriskToken !== undefined;
  const isInside = (node: ts.Node): boolean => ts.findAncestor(node.parent, ts.isFunctionLike) !== undefined;
  // These make theirs once for each emulator.
  const once = ['emulator/emulator.ts', 'emulator/storage/keep-state.ts'];
  const ofRequests = sources.filter(({ path }) => /^(?:jobs|emulator)\//.test(path) && !once.includes(path));
  expect(find(ofRequests, (node) => isGenerator(node) && isInside(node))).toEqual([]);
});

test('no file is longer than 300 lines', () => {
  expect(sources.filter(({ text }) => text.split('\n').length > 301).map(({ path }) => path)).toEqual([]);
});

test('there is no default export', () => {
  const isDefault = (node: ts.Node): boolean =>
    (ts.isExportAssignment(node) && !node.isExportEquals) ||
    (node.kind === ts.SyntaxKind.DefaultKeyword && ts.isFunctionDeclaration(node.parent));
  expect(find(sources, isDefault)).toEqual([]);
});

test('there is no any, no non-null assertion, and no switched-off check', () => {
  const isLoose = (node: ts.Node): boolean => node.kind === ts.SyntaxKind.AnyKeyword || ts.isNonNullExpression(node);
  expect(find(sources, isLoose)).toEqual([]);
  expect(sources.filter(({ text }) => /@ts-|biome-ignore/.test(text)).map(({ path }) => path)).toEqual([]);
});

test('files are named in kebab-case', () => {
  expect(sources.map(({ path }) => path).filter((path) => !/^([a-z0-9-]+\/)*[a-z0-9-]+\.tsx?$/.test(path))).toEqual([]);
});

test('only the command line and the library entry write to the terminal or end the process', () => {
  const talks = (node: ts.Node): boolean =>
    ts.isPropertyAccessExpression(node) && /^(console\.\w+|process\.(exit|exitCode|stdout|stderr|env|argv))$/.test(node.getText());
  const quiet = sources.filter(({ path }) => !path.startsWith('cli/') && path !== 'index.ts');
  expect(find(quiet, talks)).toEqual([]);
});

test('nothing evaluates text as code', () => {
  const evaluates = (node: ts.Node): boolean =>
    (ts.isCallExpression(node) || ts.isNewExpression(node)) && /^(eval|Function|globalThis\.eval)$/.test(node.expression.getText());
  expect(find(sources, evaluates)).toEqual([]);
});

test('lists and records are read up to the first problem', () => {
  const readsOn = (node: ts.Node): boolean =>
    ts.isCallExpression(node) && /^z\s*\.(array|record|set|map|looseRecord)$/.test(node.expression.getText());
  const elsewhere = sources.filter(({ path }) => path !== 'util/lists.ts');
  expect(find(elsewhere, readsOn)).toEqual([]);
});
