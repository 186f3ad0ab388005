import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import '../support/built.js';
import { cleanUpPrograms, temporaryFolder } from '../support/program.js';
import { ROOT } from '../support/root.js';

cleanUpPrograms();

test('the script in docs/guide/expenses.md imports its file and prints what its comments say', () => {
  const guide = readFileSync(join(ROOT, 'docs/guide/expenses.md'), 'utf8');
  const block = (mark: string): string => new RegExp(`<!-- ${mark} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1] ?? '';
  const source = block('run: expenses');
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'expenses.csv'), block('file: expenses.csv'));
  // Next to package.json, so the package can be imported by its own name.
  const script = join(ROOT, '.expenses-snippet.mjs');
  writeFileSync(script, source);
  try {
    const printed = execFileSync(process.execPath, [script], { cwd, encoding: 'utf8' }).trim().split('\n');
    expect(printed).toEqual([...source.matchAll(/\); \/\/ (.+)/g)].map(([, said]) => said));
    expect(printed).toHaveLength(3);
  } finally {
    rmSync(script);
  }
});
