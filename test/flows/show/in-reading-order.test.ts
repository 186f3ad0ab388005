import { expect, test } from 'vitest';
import { buildFlow, type Cards, runFlow } from '../../../src/flows/index.js';
import { inReadingOrder } from '../../../src/flows/show/in-reading-order.js';

/** Titles in reading order; a comment shows its text. `<<Text` is a comment that points back, `>>Text` one that points forward. */
async function orderOf(build: (cards: Cards) => void): Promise<string[]> {
  const text = JSON.stringify(
    buildFlow('Shown', (cards) => {
      cards.helperFlow({});
      build(cards);
    }),
  ).replace(/\{"title":"","markdown":"(<<|>>)/g, '{"title":"$1","markdown":"');
  const result = await runFlow({ text, source: 'x.flow' }, { flow: 'Shown' });
  return inReadingOrder(result).map(({ title, face }) => result.faces[face]?.comment?.text ?? title);
}

test('a comment that points back precedes the cards since the last comment, except the start card', async () => {
  const order = await orderOf((cards) => {
    cards.compose('a', {}, 'A');
    cards.comment('<<About A');
    cards.compose('b', {}, 'B');
    cards.compose('c', {}, 'C');
    cards.comment('<<About B and C');
  });
  expect(order).toEqual(['Helper Flow', 'About A', 'A', 'About B and C', 'B', 'C']);
});

test('a comment that points back directly after the start card precedes that card', async () => {
  const order = await orderOf((cards) => {
    cards.comment('<<About the start');
    cards.compose('a', {}, 'A');
  });
  expect(order).toEqual(['About the start', 'Helper Flow', 'A']);
});

test('all other comments stay in place', async () => {
  const order = await orderOf((cards) => {
    cards.compose('a', {}, 'A');
    cards.comment('>>About B');
    cards.compose('b', {}, 'B');
    cards.comment('No arrow');
    cards.comment('<<Nothing since the last comment');
  });
  expect(order).toEqual(['Helper Flow', 'A', 'About B', 'B', 'No arrow', 'Nothing since the last comment']);
});

test('a comment after a loop precedes the loop with all cards in it, and one in the loop stays in its item', async () => {
  const order = await orderOf((cards) => {
    cards.comment('<<Start');
    const each = buildFlow('Each', (inner) => {
      inner.helperFlow({});
      inner.compose('x', {}, 'Inside');
      inner.comment('<<About Inside');
    });
    cards.forEach([1, 2], each, {});
    cards.comment('<<About the loop');
  });
  const item = ['Helper Flow', 'About Inside', 'Inside'];
  expect(order).toEqual(['Start', 'Helper Flow', 'About the loop', 'For Each - Ignore Errors', ...item, ...item]);
});
