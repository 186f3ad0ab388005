import { expect, test } from 'vitest';
import { bounded } from '../../../src/flows/engine/pattern.js';

test('a search that only waited for the processor is tried again', () => {
  let calls = 0;
  const search = (): string => {
    calls++;
    // Waits longer than the time limit without using the processor.
    if (calls === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
    return 'found';
  };
  expect({ result: bounded(/x/, search), calls }).toEqual({ result: 'found', calls: 2 });
});

test('each attempt starts where the pattern stood', () => {
  const pattern = /a/g;
  pattern.lastIndex = 1;
  let calls = 0;
  const search = (): number | undefined => {
    calls++;
    const index = pattern.exec('aba')?.index;
    if (calls === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
    return index;
  };
  expect(bounded(pattern, search)).toBe(2);
});
