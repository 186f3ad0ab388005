import { expect, test } from 'vitest';
import { buildFlow, item, runFlow } from '../../src/flows/index.js';

const endless = () =>
  buildFlow('Endless', (cards) => {
    cards.helperFlow({});
    cards.callFlow('self', {}, {}, 'Call myself');
  });

test('a helper that calls itself endlessly is stopped, and the card is named', async () => {
  const { error } = await runFlow(endless());
  expect(error).toMatchObject({
    kind: 'limit',
    message: expect.stringContaining('Does a helper call itself'),
    card: { title: 'Call myself' },
  });
});

test('a flow that runs too many cards is stopped', async () => {
  const { error, steps } = await runFlow(endless(), { limits: { steps: 20 } });
  expect(error).toMatchObject({ kind: 'limit', message: expect.stringContaining('The flow was stopped after 20 cards') });
  expect(steps).toBeLessThanOrEqual(21);
});

test('a flow that takes too long is stopped', async () => {
  const helper = buildFlow('Idle', (cards) => void cards.helperFlow({}));
  const flow = buildFlow('Long', (cards) => {
    cards.helperFlow({});
    cards.repeat(1_000_000, helper);
  });
  const { error } = await runFlow(flow, { flow: 'Long', limits: { milliseconds: 5 } });
  expect(error).toMatchObject({ kind: 'limit', message: expect.stringContaining('The flow was stopped after 5 ms') });
});

test('a flow that uses too much memory is stopped at the card that exceeds the limit', async () => {
  const double = buildFlow('Double', (cards) => {
    const start = cards.helperFlow({ memo: 'string', n: 'number' });
    cards.returns({ memo: cards.concatenate([start.out('memo'), start.out('memo')]) });
  });
  const flow = buildFlow('Growing', (cards) => {
    cards.helperFlow({});
    cards.reduce(
      Array.from({ length: 40 }, (_, index) => index),
      double,
      { n: item('', 'number'), memo: '' },
      'x'.repeat(1000),
      'Grow',
    );
  });
  const { error } = await runFlow(flow, { flow: 'Growing' });
  expect(error).toMatchObject({ kind: 'limit', message: expect.stringContaining('more than 100 MB') });
});

test('the memory of a helper is released when it ends', async () => {
  const helper = buildFlow('Wide', (cards) => {
    cards.helperFlow({});
    cards.compose('y'.repeat(100_000));
  });
  const flow = buildFlow('Often', (cards) => {
    cards.helperFlow({});
    cards.repeat(100, helper);
  });
  expect((await runFlow(flow, { flow: 'Often', limits: { bytes: 1_000_000 } })).status).toBe('finished');
});

test('no card can catch a limit', async () => {
  const flow = buildFlow('Stubborn', (cards) => {
    cards.helperFlow({});
    cards.ifError(
      (block) => {
        block.callFlow('self', {});
        return { done: true };
      },
      () => ({ done: false }),
    );
  });
  expect((await runFlow(flow, { limits: { steps: 500 } })).error).toMatchObject({ kind: 'limit' });
});

test('the result keeps the first cards and counts the rest', async () => {
  const helper = buildFlow('Idle', (cards) => void cards.helperFlow({}));
  const flow = buildFlow('Many', (cards) => {
    cards.helperFlow({});
    cards.repeat(50, helper);
  });
  const result = await runFlow(flow, { flow: 'Many', traceLimit: 10 });
  expect(result).toMatchObject({ steps: 52, dropped: 42 });
  expect(result.cards).toHaveLength(10);
});

test('a failed card is kept, however late it fails', async () => {
  const helper = buildFlow('Fail at last', (cards) => {
    const start = cards.helperFlow({ Number: 'number' });
    cards.returnErrorIf({ left: start.out('Number'), operator: '==', right: 30 }, { message: 'thirty' }, 'Not thirty');
  });
  const flow = buildFlow('Count', (cards) => {
    cards.helperFlow({});
    cards.forEach(
      Array.from({ length: 40 }, (_, index) => index),
      helper,
      { Number: item('', 'number') },
      { ignoreErrors: false },
    );
  });
  const result = await runFlow(flow, { flow: 'Count', traceLimit: 5 });
  expect(result.cards.filter(({ error }) => error !== undefined).map(({ title }) => title)).toContain('Not thirty');
});
