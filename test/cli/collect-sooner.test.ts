import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { collectSooner } from '../../src/cli/collect-sooner.js';

const folder = mkdtempSync(join(tmpdir(), 'collect-sooner-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The flags that are set if files of these sizes (in MB) are given, together with names that are not files. */
function flagsFor(...sizes: number[]): string[] {
  const files = sizes.map((size, index) => {
    const file = join(folder, `${index}.json`);
    writeFileSync(file, '');
    truncateSync(file, size * 1024 * 1024);
    return file;
  });
  const flags: string[] = [];
  collectSooner(['demo', 'postgres://db.example/state', 'a\0b', undefined, ...files], (flag) => void flags.push(flag));
  return flags;
}

test('a large seed or state, or both together, makes V8 collect sooner', () => {
  expect(flagsFor(5)).toEqual(['--heap-growing-percent=100']);
  expect(flagsFor(3, 3)).toEqual(['--heap-growing-percent=100']);
});

test('a small seed and state, names and missing files leave V8 as it is', () => {
  expect(flagsFor(1, 1)).toEqual([]);
  expect(flagsFor()).toEqual([]);
});
