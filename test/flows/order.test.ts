import { expect, test } from 'vitest';
import type { Card, Flow } from '../../src/flows/export/model.js';
import { orderCards } from '../../src/flows/export/order.js';

const card = (uuid: string, branches: Readonly<Record<string, boolean>> = {}): Card =>
  ({ uuid, title: uuid, branches: new Map(Object.entries(branches)) }) as unknown as Card;

const flow = (cards: readonly Card[], ...edges: readonly string[]): Flow =>
  ({ cards, edges: edges.map((edge) => [edge[0], edge[1]]) }) as unknown as Flow;

const cards = (names: string): Card[] => [...names].map((name) => card(name));

/** The order, the cards nothing leads to, and those that wait for each other. */
const ordered = (given: Flow): string => {
  const { steps, roots, cycle } = orderCards(given);
  const names = (list: readonly Card[]): string => list.map(({ uuid }) => uuid).join('');
  return [names(steps.map((step) => step.card)), names(roots), names(cycle)].join('|');
};

test.each<[string, Flow, string]>([
  ['the place in the file where nothing else counts', flow(cards('abc')), 'abc|abc|'],
  ['edges against the place in the file', flow(cards('cba'), 'ab', 'bc'), 'abc|a|'],
  ['the last of those that a card waits for', flow(cards('dabc'), 'ad', 'bd', 'cd', 'ab'), 'acbd|ac|'],
  ['one of two edges that say the same', flow(cards('ba'), 'ab', 'ab'), 'ab|a|'],
  ['no edge of a card to itself', flow(cards('ab'), 'aa', 'ab'), 'ab|a|'],
  ['no edge from or to a card that is not there', flow(cards('ab'), 'xb', 'ax', 'xy'), 'ab|ab|'],
  ['branches like edges', flow([card('b'), card('c'), card('a', { b: true, c: false })]), 'abc|a|'],
  ['no branch to a card that is not there', flow([card('a', { x: true }), card('b')]), 'ab|ab|'],
  ['nothing of no cards', flow([]), '||'],
])('cards are ordered by %s', (_what, given, expected) => {
  expect(ordered(given)).toBe(expected);
});

test.each<[string, Flow, string]>([
  ['two', flow(cards('ab'), 'ab', 'ba'), '||ab'],
  ['three, in the order in which they wait', flow(cards('abc'), 'ab', 'bc', 'ca'), '||abc'],
  ['two behind a sound card', flow(cards('abc'), 'ab', 'bc', 'cb'), 'a|a|bc'],
  ['those on the circle, and not those who wait for it', flow(cards('dabc'), 'ab', 'bc', 'cb', 'cd'), 'a|a|bc'],
])('cards that wait for each other are told: %s', (_what, given, expected) => {
  const [order, roots, cycle] = ordered(given).split('|');
  const [wantedOrder, wantedRoots, wantedCycle = ''] = expected.split('|');
  expect([order, roots]).toEqual([wantedOrder, wantedRoots]);
  expect(cycle).toHaveLength(wantedCycle.length);
  // A circle may be told from any of its cards on, but in its order.
  expect(`${wantedCycle}${wantedCycle}`).toContain(cycle);
});

test('a card knows its predecessors by their place in the order, and the branch they have to have taken', () => {
  const { steps } = orderCards(flow([card('c'), card('b'), card('a', { b: true, c: false })], 'bc'));
  expect(steps.map(({ card: { uuid }, predecessors }) => [uuid, predecessors])).toEqual([
    ['a', []],
    ['b', [{ step: 0, branch: true }]],
    [
      'c',
      [
        { step: 1, branch: undefined },
        { step: 0, branch: false },
      ],
    ],
  ]);
});
