import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.js';

/** A code block of a page. The comment before it names it: `<!-- run: demo -->` or `<!-- file: hire.test.ts, run: vitest -->`. */
export interface Snippet {
  readonly page: string;
  readonly language: string;
  readonly source: string;
  /** What runs the file, or the name of a block that a test runs. */
  readonly run: string | undefined;
  readonly file: string | undefined;
}

/** The pages whose snippets are run. */
export const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs/guide'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/guide/${name}`),
];

export function readPage(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

const BLOCK = /(?:<!-- (?:file: (?<file>[^\s,]+))?(?:, )?(?:run: (?<run>\S+))? -->\n)?^```(?<language>\w+)\n(?<source>[\s\S]*?)^```/gm;

/** Every code block of a page that names its language. */
export function snippetsOf(page: string): Snippet[] {
  return [...readPage(page).matchAll(BLOCK)].map(({ groups: { file, run, language = '', source = '' } = {} }) => ({
    page,
    language,
    source,
    run,
    file,
  }));
}

/** The source of the block after `<!-- run: name -->`. */
export function snippet(page: string, name: string): string {
  const found = snippetsOf(page).find(({ run, file }) => run === name && file === undefined);
  if (found === undefined) throw new Error(`${page} has no snippet ${name}`);
  return found.source;
}

/** What the comments at the end of its lines say that a script prints. */
export function saidByComments(source: string): string[] {
  return [...source.matchAll(/\); \/\/ (.+)/g)].map(([, said = '']) => said);
}
