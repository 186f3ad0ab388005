import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compare } from '../../scripts/guard/compare.mjs';
import '../support/built.js';
import { ROOT } from '../support/root.js';

test('no kind of work allocates, executes or loads more than its budget', { timeout: 180_000 }, () => {
  // Throws what the guard says if it fails.
  expect(execFileSync(process.execPath, [join(ROOT, 'scripts/guard.mjs')], { encoding: 'utf8' })).toContain('policyList');
});

const allowance = { bytes: 0.02, steps: 0.01, files: 0, size: 0.02 };
const budget = { work: { update: { bytes: 1000, steps: 500 } }, loaded: { start: { files: 10, size: 1000 } }, allowance };

test('a count above its budget is named, with its budget and what to do', () => {
  const { excesses } = compare({ work: { update: { bytes: 41_200, steps: 500 } }, loaded: {} }, budget);
  expect(excesses).toEqual(['update: bytes allocated: 41,200, budget 1,000. If this is intended, run `npm run guard -- --update`.']);
});

test('a count may exceed its budget by the allowance of its kind', () => {
  const measured = (bytes: number, files: number) => ({ work: { update: { bytes } }, loaded: { start: { files } } });
  expect(compare(measured(1020, 10), budget).excesses).toEqual([]);
  expect(compare(measured(1021, 11), budget).excesses).toHaveLength(2);
});

test('a count without a budget is shown and does not fail', () => {
  const { lines, excesses } = compare({ work: { update: { bytes: 5 } }, loaded: {} }, { ...budget, work: {} });
  expect(lines).toEqual(['update: bytes allocated            5  no budget yet']);
  expect(excesses).toEqual([]);
});
