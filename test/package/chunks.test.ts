import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
