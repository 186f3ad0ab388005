import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import '../support/built.js';
import { ROOT } from '../support/root.js';

test('the snippet in docs/guide/templates.md prints what its comments say', () => {
  const guide = readFileSync(join(ROOT, 'docs/guide/templates.md'), 'utf8');
  const source = /<!-- run: template -->\n```js\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
  // Next to package.json, so the package can be imported by its own name.
  const file = join(ROOT, '.templates-snippet.mjs');
  writeFileSync(file, source);
  try {
    const printed = execFileSync(process.execPath, [file], { encoding: 'utf8' }).trim().split('\n');
    expect(printed).toEqual([...source.matchAll(/\); \/\/ (.+)/g)].map(([, said]) => said));
    expect(printed).toHaveLength(2);
  } finally {
    rmSync(file);
  }
});

test('the commands in docs/guide/templates.md print the documented output', () => {
  const guide = readFileSync(join(ROOT, 'docs/guide/templates.md'), 'utf8');
  const [, script = '', said = ''] =
    /<!-- run: template-cli -->\n```sh\n([\s\S]*?)```\n\nIt prints:\n\n```\n([\s\S]*?)```/.exec(guide) ?? [];
  const printed = execFileSync('bash', ['-eu', '-c', script], { encoding: 'utf8', cwd: join(ROOT, 'examples/templates') });
  expect(printed).toBe(said);
}, 60_000);
