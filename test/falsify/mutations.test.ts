import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SRC } from '../support/source.js';
import { mutations } from './mutations.mjs';

test('there are at least forty mutations, each with a name of its own', () => {
  expect(new Set(mutations.map(({ name }) => name)).size).toBe(mutations.length);
  expect(mutations.length).toBeGreaterThanOrEqual(40);
});

test('the text of each mutation stands in the source once, so that it still breaks what it says', () => {
  const stale = mutations.filter(({ file, find }) => readFileSync(join(SRC, file), 'utf8').split(find).length !== 2);
  expect(stale.map(({ name }) => name)).toEqual([]);
});
