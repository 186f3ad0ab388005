import { expect, test } from 'vitest';
import { IDs } from '../../src/runtime/ids.js';
import { createRandom } from '../../src/runtime/random.js';

test('a requestID is six letters and digits', () => {
  const ids = new IDs(createRandom(9));
  for (let count = 0; count < 50; count++) expect(ids.request()).toMatch(/^[A-Za-z0-9]{6}$/);
  for (let count = 0; count < 50; count++) expect(ids.dryRunRequest()).toMatch(/^[A-Za-z0-9]{6}$/);
});

test('every dry run has a unique id, draws no number, and gets the same id again after a reset', () => {
  const random = createRandom(9);
  const { state } = random;
  const ids = new IDs(random);
  const dry = Array.from({ length: 20 }, () => ids.dryRunRequest());
  expect(random.state).toBe(state);
  expect(new Set([...dry, ids.request()]).size).toBe(21);
  random.restore(state);
  ids.reset();
  expect(ids.dryRunRequest()).toBe(dry[0]);
});

test('ids of policies, expenses, reports and files have the recorded shapes', () => {
  const ids = new IDs(createRandom(9));
  for (let count = 0; count < 50; count++) {
    expect(ids.policy()).toMatch(/^[0-9A-F]{16}$/);
    expect(ids.transaction()).toMatch(/^[1-8][0-9]{18}$/);
    expect(ids.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const report = ids.report();
    expect(String(report)).toMatch(/^[1-8][0-9]{15}$/);
    expect(Number.isSafeInteger(report)).toBe(true);
  }
});

test('the same random numbers give the same ids', () => {
  const draw = (): readonly unknown[] => {
    const ids = new IDs(createRandom(4));
    return [ids.uuid(), ids.report(), ids.transaction(), ids.policy()];
  };
  expect(draw()).toEqual(draw());
});
