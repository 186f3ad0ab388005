import { expect, test } from 'vitest';
import { groups } from '../../bench/groups/index.mjs';
import run from '../../bench/last-run.json' with { type: 'json' };
import { renderTable } from '../../bench/show/table.mjs';
import { withChanges } from '../../bench/support/results.mjs';

const goal = { atMost: 10 };
const before = { id: 'start', what: 'start', value: 100, goal };
const changed = (value: number, more: object = {}) => withChanges([{ ...before, value, ...more }], { rows: [before] })[0];

test('the table of a run fits into 120 characters and shows every row with its goal', () => {
  const lines = renderTable(withChanges(run.rows, run), groups).split('\n');
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
  expect(lines.filter((line) => /[≤≥] [\d.]+ \S+ +(met|missed|not measured)/.test(line))).toHaveLength(run.rows.length);
});

test('a change within the noise is shown without a judgement', () => {
  expect(changed(109)).toMatchObject({ change: expect.closeTo(0.09), isBeyondNoise: false });
  expect(changed(140, { noise: 0.5 })).toMatchObject({ isBeyondNoise: false });
});

test('a change beyond the noise is better or worse, depending on the direction of the goal', () => {
  expect(changed(150)).toMatchObject({ isBeyondNoise: true, isBetter: false });
  expect(changed(50)).toMatchObject({ isBeyondNoise: true, isBetter: true });
  const rate = { ...before, goal: { atLeast: 10 } };
  expect(withChanges([{ ...rate, value: 150 }], { rows: [rate] })[0]).toMatchObject({ isBetter: true });
});

test('a row is not compared with one that measured something else, and a first run with nothing', () => {
  expect(changed(150, { what: 'start of fewer members' })).not.toHaveProperty('change');
  expect(withChanges([before], undefined)).toEqual([before]);
});
