import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/root.js';
import { PAGES, readPage, snippetsOf } from '../support/snippets.js';

const tests = ['docs', 'package', 'provision']
  .flatMap((folder) => readdirSync(join(ROOT, 'test', folder)).map((name) => join(ROOT, 'test', folder, name)))
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** What test/package/doors.test.ts and the like run by kind rather than by name. */
const KINDS = ['vitest', 'jest', 'node-test', 'node', 'tsc', 'seed'];

test.each(PAGES)('every script of %s is run by a test', (page) => {
  const scripts = snippetsOf(page).filter(({ language }) => ['js', 'ts'].includes(language));
  expect(scripts.filter(({ run }) => run === undefined).map(({ source }) => source)).toEqual([]);
});

test.each(PAGES)('every snippet of %s that is marked is run by a test', (page) => {
  const marked = snippetsOf(page).flatMap(({ run }) => (run === undefined || KINDS.includes(run) ? [] : [run]));
  expect(marked.filter((name) => !tests.includes(`'${name}'`) && !tests.includes(`run: ${name}`))).toEqual([]);
});

/** What a test runner or a compiler reads, whatever its name. */
const COMPILED = ['vitest', 'tsc'];

test.each(PAGES)('%s says to save each program for Node as .mjs, so that it runs in a CommonJS project', (page) => {
  const text = readPage(page);
  const programs = snippetsOf(page).filter(({ run, source }) => /^import /m.test(source) && !COMPILED.includes(run ?? ''));
  const unnamed = programs.filter(({ file, source }) => !(file ?? proseBefore(text, source)).includes('.mjs'));
  expect(unnamed.map(({ source }) => source)).toEqual([]);
});

/** The paragraphs between the last code block or heading and a snippet. */
function proseBefore(text: string, source: string): string {
  return (
    text
      .slice(0, text.indexOf(source))
      .split(/^(?:#.*|```)$/m)
      .at(-1) ?? ''
  );
}
