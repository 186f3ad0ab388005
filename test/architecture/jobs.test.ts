import ts from 'typescript';
import { expect, test } from 'vitest';
import { definedJobs } from '../../src/jobs/catalogue.js';
import { describeImport, imports, type SourceFile, sources } from '../support/source.js';

/*
 * A job is a folder. Nothing outside it describes the job, so a job can be added without changing other code.
 * The tests check imports and literals in src. Comments, docs, contracts and tests may show a job as an example.
 */

/** The files that list every job. */
const CATALOGUE = ['jobs/catalogue.ts', 'jobs/runnable-jobs.ts'];

/**
 * Code for a specific job on purpose: the client's methods, provisioning, and what the command line sends or
 * shows as an example. It reads the name, type and keys from the job's definition.
 */
const USERS = ['client/', 'provision/', 'cli/banner.ts', 'cli/console-provider.ts'];

/** `jobs/get-policy/` for a file in it. */
const folderOf = (path: string): string | undefined => /^jobs\/[^/]+\//.exec(path)?.[0];
const general = sources.filter(({ path }) => folderOf(path) === undefined && !CATALOGUE.includes(path));

test('only the catalogue and code for a specific job import from its folder', () => {
  const strays = imports.filter(({ from, to }) => {
    const folder = folderOf(to);
    const isAllowed = CATALOGUE.includes(from) || USERS.some((user) => from.startsWith(user));
    return folder !== undefined && folderOf(from) !== folder && !isAllowed;
  });
  expect(strays.map(describeImport)).toEqual([]);
});

test('users of a job read its definition, and never run it', () => {
  const strays = imports.filter(
    ({ from, to }) =>
      to.endsWith('/run.ts') && folderOf(to) !== undefined && folderOf(from) === undefined && from !== 'jobs/runnable-jobs.ts',
  );
  expect(strays.map(describeImport)).toEqual([]);
});

// "You must be a domain admin to update employees" is a message of the service that a fault returns, not a name.
test('no literal outside its folder is the name of a job, or starts with it', () => {
  // The name of a job without a subtype is an ordinary word that is also used for other things.
  const names = definedJobs.flatMap(({ name, subtype }) => (subtype === undefined ? [] : [name]));
  expect(general.flatMap((file) => literals(file, (text) => names.some((name) => isNamed(text, name))))).toEqual([]);
});

test('no object outside its folder has the subtype of a job as its type', () => {
  const subtypes = new Set(definedJobs.flatMap(({ subtype }) => subtype ?? []));
  const isSubtype = (text: string, node: ts.Node): boolean =>
    subtypes.has(text) && ts.isPropertyAssignment(node.parent) && node.parent.name.getText() === 'type';
  expect(general.flatMap((file) => literals(file, isSubtype))).toEqual([]);
});

test.each([
  ['get policy', true],
  ['get policy failed', true],
  ['get policy/read', true],
  ['get policyList', false],
  ['They get policy', false],
])('the literal %j is the name of the job get policy: %j', (text, isIt) => {
  expect(isNamed(text, 'get policy')).toBe(isIt);
});

function isNamed(text: string, name: string): boolean {
  return text.startsWith(name) && !/^\w/.test(text.slice(name.length));
}

/** `file:line  text` of each literal that a check reports. For a template, its start. */
function literals({ path, tree }: SourceFile, isWrong: (text: string, node: ts.Node) => boolean): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node);
    if (isText && isWrong(node.text, node))
      found.push(`${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}  ${node.text}`);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
