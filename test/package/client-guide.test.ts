import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import '../support/built.js';
import { ROOT } from '../support/root.js';

test('the snippet in docs/guide/client.md prints what its comments say', () => {
  const guide = readFileSync(join(ROOT, 'docs/guide/client.md'), 'utf8');
  const source = /<!-- run: deactivation -->\n```js\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
  // Next to package.json, so the package can be imported by its own name.
  const file = join(ROOT, '.client-snippet.mjs');
  writeFileSync(file, source);
  try {
    const printed = execFileSync(process.execPath, [file], { encoding: 'utf8' }).trim().split('\n');
    expect(printed).toEqual([...source.matchAll(/\); \/\/ (.+)/g)].map(([, said]) => said));
    expect(printed).toHaveLength(3);
  } finally {
    rmSync(file);
  }
});
