import { expect, test } from 'vitest';
import { buildFlow, type Cards, type CardTrace, type FlowResult, runFlow } from '../../../src/flows/index.js';

const run = (build: (cards: Cards) => void): Promise<FlowResult> =>
  runFlow(
    buildFlow('Faces', (cards) => {
      cards.helperFlow({});
      build(cards);
    }),
  );

function faceOf({ cards, faces }: FlowResult, chosen: (card: CardTrace) => boolean) {
  const card = cards.find(chosen);
  return card === undefined ? undefined : faces[card.face];
}

test('a face has the labels that differ from the names', async () => {
  const result = await run((cards) => void cards.rawRequest({ url: 'https://nowhere.example/', title: 'Ask' }));
  const face = faceOf(result, ({ title }) => title === 'Ask');
  expect(face?.inputs).toContainEqual({ name: 'Request/URL', label: 'Request › URL' });
  expect(face?.inputs.filter(({ name, label }) => name === label)).toEqual([]);
});

test('a Comment card has its text, and loading and writing an export keeps it', async () => {
  const result = await run((cards) => cards.comment('First we **greet**'));
  expect(faceOf(result, ({ id }) => id === 'control.comment')?.comment).toEqual({ title: '', text: 'First we **greet**' });
});

test('a secret in a comment is redacted', async () => {
  const result = await run((cards) => {
    cards.assign({ password: 'correct-horse-battery' }, 'Settings');
    cards.comment('The password is correct-horse-battery.');
  });
  expect(faceOf(result, ({ id }) => id === 'control.comment')?.comment?.text).toBe('The password is [redacted].');
});

test('an Expand card names the card that it expands, and the paths', async () => {
  const result = await run((cards) => {
    const parsed = cards.parse(cards.compose('{"user":{"id":7}}'), 'Parse');
    cards.expand(parsed, { 'user.id': 'number' });
  });
  expect(faceOf(result, ({ id }) => id === 'object.expand')).toEqual({
    inputs: [],
    outputs: [{ name: 'user.id/value', label: 'user.id' }],
    source: 'Parse',
  });
});

test('a card that runs for many items has one face', async () => {
  const result = await run((cards) => {
    const helper = buildFlow('One', (inner) => {
      inner.helperFlow({});
      inner.compose('Hi');
    });
    cards.repeat(20, helper);
  });
  expect(result.cards.length).toBeGreaterThan(40);
  expect(result.faces.length).toBeLessThan(6);
});
