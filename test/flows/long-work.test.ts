import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Budget, DEFAULT_LIMITS } from '../../src/flows/engine/limits.js';
import { fillPlaceholders, findPlaceholders } from '../../src/flows/engine/placeholders.js';
import { SameSet } from '../../src/flows/engine/same-set.js';
import { isSame } from '../../src/flows/engine/values.js';
import { buildFlow, runFlow } from '../../src/flows/index.js';
import { turnsDuring } from '../support/turns.js';
import { runCard } from './support/run-card.js';

test('a loop of cards lets other tasks of the process run', async () => {
  const helper = buildFlow('Idle', (cards) => void cards.helperFlow({}));
  const flow = buildFlow('Loop', (cards) => {
    cards.helperFlow({});
    cards.repeat(50_000, helper);
  });
  const { turns, result } = await turnsDuring(() => runFlow(flow, { flow: 'Loop' }));
  expect(result).toMatchObject({ status: 'finished', steps: 50_002 });
  expect(turns).toBeGreaterThanOrEqual(48);
});

test('every item of a list that a card processes counts as work, and the time is checked', () => {
  let now = 0;
  const budget = new Budget({ ...DEFAULT_LIMITS, milliseconds: 10 }, () => now);
  budget.spend(1000);
  expect(budget.isRestDue).toBe(false);
  budget.spend(40_000);
  expect(budget.isRestDue).toBe(true);
  now = 11;
  expect(() => budget.spend(64)).toThrow('The flow was stopped after 10 ms');
});

test('a flow whose only card runs past the limit does not finish', async () => {
  const list = Array.from({ length: 20_000 }, (_, id) => ({ id }));
  const { result, error } = await runCard('list.uniqueBy', { list, path: '' }, ['unique list'], { limits: { milliseconds: 0 } });
  expect(result.status).toBe('error');
  expect(error).toMatchObject({ kind: 'limit', card: { id: 'list.uniqueBy' } });
});

/** An object that counts how often its keys are read, which is how often it is compared. */
function watched(object: object, count: () => void): object {
  return new Proxy(object, {
    ownKeys: (target) => {
      count();
      return Reflect.ownKeys(target);
    },
  });
}

test('finding distinct objects reads each of them once', () => {
  let looks = 0;
  const set = new SameSet();
  for (let id = 0; id < 5000; id++) set.add(watched({ id }, () => looks++));
  expect(looks).toBe(5000);
  expect(set.has({ id: 7 })).toBe(true);
  expect(set.has({ id: '7' })).toBe(false);
});

test('finding distinct values compares them as cards do', () => {
  const json = fc.jsonValue({ maxDepth: 2 });
  fc.assert(
    fc.property(json, json, (one, other) => {
      expect(new SameSet([one]).has(other)).toBe(isSame(one, other));
      expect(new SameSet([one]).has(structuredClone(one))).toBe(true);
    }),
    { seed: 1 },
  );
  expect(new SameSet([{ a: 1, b: [2] }]).add({ b: [2], a: 1 })).toBe(false);
  expect(new SameSet(['{"a":1}', '1']).has({ a: 1 })).toBe(false);
  expect(new SameSet(['1']).has(1)).toBe(false);
});

test('placeholders are found like with the regular expression', () => {
  const texts = fc.array(fc.constantFrom('{', '{{{', '}', '}}}', 'a', '\n'), { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      const expected = [...text.matchAll(/\{\{\{(.+?)\}\}\}/g)];
      expect(findPlaceholders(text).map(({ key, start }) => [key, start])).toEqual(expected.map((match) => [match[1], match.index]));
      expect(fillPlaceholders(text, () => '#')).toBe(text.replace(/\{\{\{(.+?)\}\}\}/g, '#'));
    }),
    { numRuns: 3000, seed: 1 },
  );
});

test('a megabyte of unclosed braces is scanned once', () => {
  expect(findPlaceholders('{'.repeat(1_000_000))).toEqual([]);
  expect(findPlaceholders(`${'{'.repeat(500_000)}\n${'}'.repeat(500_000)}`)).toEqual([]);
  expect(findPlaceholders('{{{a\n'.repeat(200_000))).toEqual([]);
});
