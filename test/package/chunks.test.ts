import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import '../support/built.js';
import { ROOT } from '../support/root.js';

const folder = join(ROOT, 'dist/chunks');
const chunks = readdirSync(folder)
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ file, code: readFileSync(join(folder, file), 'utf8') }));

test('no chunk has a character that would make Node keep it as two bytes a character', () => {
  expect(chunks.length).toBeGreaterThan(100);
  expect(chunks.filter(({ code }) => /[^\0-\xff]/.test(code)).map(({ file }) => file)).toEqual([]);
});

test('a chunk that names a source map has one', () => {
  const missing = chunks.filter(({ file, code }) => code.includes('sourceMappingURL=') && !existsSync(join(folder, `${file}.map`)));
  expect(missing.map(({ file }) => file)).toEqual([]);
});

test.each(['index', 'client/index', 'doors/express/index'])(
  'importing %s builds no schema, which would take time from every program that imports it',
  (entry) => {
    const url = pathToFileURL(join(ROOT, 'dist', `${entry}.js`)).href;
    // zod calls it for each schema that is built.
    const script = `let built = 0;
    globalThis.__zod_globalConfig = { postProcessor: () => built++ };
    await import(${JSON.stringify(url)});
    const { z } = await import('zod');
    const before = built;
    z.string();
    console.log(JSON.stringify([before, built]));`;
    const [before, after] = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT, encoding: 'utf8' }),
    );
    expect(before).toBe(0);
    expect(after).toBeGreaterThan(0);
  },
);
