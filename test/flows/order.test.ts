import { expect, test } from 'vitest';
import type { Card, Flow } from '../../src/flows/export/model.js';
import { orderCards } from '../../src/flows/export/order.js';

const card = (uuid: string, branches: Readonly<Record<string, boolean>> = {}): Card =>
  ({ uuid, title: uuid, branches: new Map(Object.entries(branches)) }) as unknown as Card;

const flow = (cards: readonly Card[], ...edges: readonly string[]): Flow =>
  ({ cards, edges: edges.map((edge) => [edge[0], edge[1]]) }) as unknown as Flow;

const cards = (names: string): Card[] => [...names].map((name) => card(name));

/** The order, the cards without predecessors, and those that wait for each other. */
const ordered = (given: Flow): string => {
  const { steps, roots, cycle } = orderCards(given);
  const names = (list: readonly Card[]): string => list.map(({ uuid }) => uuid).join('');
  return [names(steps.map((step) => step.card)), names(roots), names(cycle)].join('|');
};

test.each<[string, Flow, string]>([
  ['position in the file if nothing else counts', flow(cards('abc')), 'abc|abc|'],
  ['edges rather than position in the file', flow(cards('cba'), 'ab', 'bc'), 'abc|a|'],
  ['the last of the cards they wait for', flow(cards('dabc'), 'ad', 'bd', 'cd', 'ab'), 'acbd|ac|'],
  ['one of two equal edges', flow(cards('ba'), 'ab', 'ab'), 'ab|a|'],
  ['edges, except those from a card to itself', flow(cards('ab'), 'aa', 'ab'), 'ab|a|'],
  ['edges, except those from or to a missing card', flow(cards('ab'), 'xb', 'ax', 'xy'), 'ab|ab|'],
  ['branches like edges', flow([card('b'), card('c'), card('a', { b: true, c: false })]), 'abc|a|'],
  ['branches, except those to a missing card', flow([card('a', { x: true }), card('b')]), 'ab|ab|'],
  ['nothing if there are no cards', flow([]), '||'],
])('cards are ordered by %s', (_what, given, expected) => {
  expect(ordered(given)).toBe(expected);
});

test.each<[string, Flow, string]>([
  ['two', flow(cards('ab'), 'ab', 'ba'), '||ab'],
  ['three, in the order in which they wait', flow(cards('abc'), 'ab', 'bc', 'ca'), '||abc'],
  ['two after a card that runs', flow(cards('abc'), 'ab', 'bc', 'cb'), 'a|a|bc'],
  ['those in the circle, but not those that wait for it', flow(cards('dabc'), 'ab', 'bc', 'cb', 'cd'), 'a|a|bc'],
])('cards that wait for each other are reported: %s', (_what, given, expected) => {
  const [order, roots, cycle] = ordered(given).split('|');
  const [wantedOrder, wantedRoots, wantedCycle = ''] = expected.split('|');
  expect([order, roots]).toEqual([wantedOrder, wantedRoots]);
  expect(cycle).toHaveLength(wantedCycle.length);
  // A circle may start at any of its cards, but its order is fixed.
  expect(`${wantedCycle}${wantedCycle}`).toContain(cycle);
});

test('a card has its predecessors by position, with the branch that they must have taken', () => {
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
