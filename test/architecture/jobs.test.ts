import ts from 'typescript';
import { expect, test } from 'vitest';
import { definedJobs } from '../../src/jobs/catalogue.js';
import { describeImport, imports, type SourceFile, sources } from '../support/source.js';

/*
 * A job is a folder: nothing outside it says anything about the job, so that a job is added without touching the rest.
 * Checked in src are imports and literals; comments may show a job as an example, and so may docs, contracts and tests.
 */

/** Where every job is listed. */
const CATALOGUE = ['jobs/catalogue.ts', 'jobs/runnable-jobs.ts'];

/**
 * Made for one job on purpose: the client's methods and provisioning, which sends one; and what the command line sends or
 * shows as an example. They read the job's definition, and its name, type and keys from there.
 */
const USERS = ['client/', 'provision/', 'cli/banner.ts', 'cli/console-provider.ts'];

/** `jobs/get-policy/` for a file in it. */
const folderOf = (path: string): string | undefined => /^jobs\/[^/]+\//.exec(path)?.[0];
const general = sources.filter(({ path }) => folderOf(path) === undefined && !CATALOGUE.includes(path));

test('only the catalogue, and what is made for a job, imports from its folder', () => {
  const strays = imports.filter(({ from, to }) => {
    const folder = folderOf(to);
    const isAllowed = CATALOGUE.includes(from) || USERS.some((user) => from.startsWith(user));
    return folder !== undefined && folderOf(from) !== folder && !isAllowed;
  });
  expect(strays.map(describeImport)).toEqual([]);
});

test('users of a job read what it says, and never run it', () => {
  const strays = imports.filter(
    ({ from, to }) =>
      to.endsWith('/run.ts') && folderOf(to) !== undefined && folderOf(from) === undefined && from !== 'jobs/runnable-jobs.ts',
  );
  expect(strays.map(describeImport)).toEqual([]);
});

// "You must be a domain admin to update employees" is a sentence of the service's that a fault gives, and no name.
test('no literal outside its folder is the name of a job, or starts with it', () => {
  // A job without a subtype is called by an ordinary word, which other things are called by too.
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
])('the literal %j names the job get policy: %j', (text, isIt) => {
  expect(isNamed(text, 'get policy')).toBe(isIt);
});

function isNamed(text: string, name: string): boolean {
  return text.startsWith(name) && !/^\w/.test(text.slice(name.length));
}

/** `file:line  text` of each literal that a check points at; of a template its start. */
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
