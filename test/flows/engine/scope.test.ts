import { expect, test } from 'vitest';
import { buildFlow, type Cards, type FlowExport, type FlowResult, item, type RunFlowOptions, runFlow } from '../../../src/flows/index.js';
import { turnsDuring } from '../../support/turns.js';
import { runCard } from '../support/run-card.js';

const run = (build: (cards: Cards) => void, options: RunFlowOptions = {}): Promise<FlowResult> =>
  runFlow(
    buildFlow('Main', (cards) => {
      cards.helperFlow({});
      build(cards);
    }),
    { flow: 'Main', clock: '2026-01-31T09:00:00Z', ...options },
  );

const composing = (text: string): FlowExport =>
  buildFlow('Helper', (cards) => {
    cards.helperFlow({});
    cards.compose(text);
  });

test('the memory of a helper is released each time it ends', async () => {
  const helper = composing('x'.repeat(1000));
  const result = await run((cards) => cards.repeat(20, helper), { limits: { bytes: 10_000 } });
  expect(result.status).toBe('finished');
});

test('the memory of the cards in one flow adds up', async () => {
  const thrice = (cards: Cards): void => void [1, 2, 3].map(() => cards.compose('x'.repeat(1000)));
  expect((await run(thrice, { limits: { bytes: 8000 } })).status).toBe('finished');
  expect((await run(thrice, { limits: { bytes: 5000 } })).error).toMatchObject({ kind: 'limit', flow: 'Main' });
});

test('a limit that a helper exceeds is reported with the helper and the card that called it', async () => {
  const helper = composing('x'.repeat(1000));
  const { error } = await run((cards) => void cards.callFlow(helper, {}, {}, 'Call'), { limits: { bytes: 1000 } });
  expect(error).toMatchObject({ kind: 'limit', flow: 'Helper', card: { title: 'Call' } });
});

test('a loop of small flows lets other tasks run now and then, but not at every card', async () => {
  const helper = buildFlow('Idle', (cards) => void cards.helperFlow({}));
  const { turns, result } = await turnsDuring(() => run((cards) => cards.repeat(5200, helper), { traceLimit: 0 }));
  expect(result).toMatchObject({ status: 'finished', steps: 5202 });
  expect(turns).toBeGreaterThanOrEqual(5);
  expect(turns).toBeLessThan(100);
});

test('the time is checked after each card that processed a list, and after no other card', async () => {
  const options: RunFlowOptions = { limits: { milliseconds: 0 } };
  const list = await runCard('list.uniqueBy', { list: [{ id: 1 }], path: '' }, ['unique list'], options);
  expect(list.error).toMatchObject({ kind: 'limit', card: { id: 'list.uniqueBy' } });
  expect((await runCard('control.let', { a: 1 }, ['a'], options)).result.status).toBe('finished');
});

test('cards after an If/Else in a branch that does not run do not run either', async () => {
  const result = await run((cards) => {
    cards.ifElse(
      { left: 'a', operator: '==', right: 'b' },
      {
        then: (block) => {
          block.ifElse(
            { left: 'a', operator: '==', right: 'a' },
            { then: (inner) => void inner.compose('inner'), else: (inner) => void inner.compose('other') },
          );
          return undefined;
        },
        else: (block) => void block.compose('else'),
      },
    );
  });
  expect(result.status).toBe('finished');
  expect(result.cards.filter(({ id }) => id === 'string.compose').map(({ outputs }) => Object.values(outputs))).toEqual([['else']]);
});

test('no branch runs after a card without outputs', async () => {
  const result = await run((cards) => {
    const one = cards.card('control.let', 'One', {}, {});
    const two = cards.card('control.let', 'Two', {}, {});
    one.card.branches.set(two.card.uuid, true);
  });
  expect(result.status).toBe('finished');
});

test('an output that a card did not set is not shown, and is null for the next card', async () => {
  const result = await run(
    (cards) => {
      const asked = cards.card('@acme.ask', 'Ask', {}, { answer: 'string', reason: 'string' });
      cards.card('control.let', 'Let', { a: asked.out('answer'), r: asked.out('reason') }, { a: 'string', r: 'string' });
    },
    { stubs: [{ card: 'Ask', outputs: { answer: 'yes' } }] },
  );
  expect(result.cards.slice(1).map(({ outputs }) => outputs)).toEqual([{ answer: 'yes' }, { a: 'yes', r: null }]);
});

test('a wrong stub rejects the call instead of failing the flow', async () => {
  const ask = (cards: Cards): void => {
    cards.ifError(
      (block) => void block.card('@acme.ask', 'Ask', {}, { answer: 'string' }),
      () => undefined,
    );
  };
  await expect(run(ask, { stubs: [{ card: 'Ask', outputs: { answr: 1 } }] })).rejects.toThrow(
    expect.objectContaining({ name: 'FlowInputError' }),
  );
});

test('a defect in a card is a card error with its message', async () => {
  const target = {
    url: 'http://127.0.0.1:1',
    fetch,
    clock: {
      advance: () => {
        throw new TypeError('the clock is stuck');
      },
    },
  };
  const { error } = await run((cards) => cards.waitFor(1, 'second'), { target });
  expect(error).toMatchObject({ kind: 'card', message: "The card can't run here: the clock is stuck", card: { title: 'Wait For' } });
});

test('cards of a helper that wait for each other are reported with their own inputs, not those of the calling card', async () => {
  const helper = buildFlow('Circle', (cards) => {
    cards.helperFlow({});
    const one = cards.card('control.let', 'One', { a: 1 }, {});
    const two = cards.card('control.let', 'Two', { a: 1 }, {});
    one.card.branches.set(two.card.uuid, true);
    two.card.branches.set(one.card.uuid, true);
  });
  const { error } = await run((cards) => void cards.callFlow(helper, {}, {}, 'Call'));
  expect(error).toMatchObject({ kind: 'cycle', flow: 'Circle', inputs: {} });
  expect(error?.inputs).toStrictEqual({});
});

test('a wrong input is named by its label in the designer', async () => {
  const result = await run((cards) => {
    const wait = cards.card('control.wait', 'Wait For', { delay: 'soon', unit: 'second' }, {});
    Object.assign(wait.card.inputs[0] ?? {}, { label: 'How long' });
  });
  expect(result.error?.message).toBe("Invalid type conversion: 'soon' is not a number (input 'How long')");
});

test.each<[string, Readonly<Record<string, unknown>>, readonly string[], Readonly<Record<string, unknown>>]>([
  ['without an input', {}, ['output'], { output: '' }],
  ['without an output', { text: 'a' }, [], {}],
])('a card %s runs', async (_what, inputs, outputs, expected) => {
  const card = await runCard('string.base64', inputs, outputs);
  expect(card.result.status).toBe('finished');
  expect(card.outputs).toEqual(expected);
});

test('list items passed to a helper are shown with their index', async () => {
  const helper = buildFlow('Each', (cards) => void cards.helperFlow({ Name: 'string' }));
  const result = await run((cards) => cards.forEach(['a', 'b'], helper, { Name: item('', 'string') }));
  expect(result.cards.filter(({ flow }) => flow === 'Each').map(({ index, caller, depth }) => [index, caller, depth])).toEqual([
    [0, 1, 1],
    [1, 1, 1],
  ]);
});
