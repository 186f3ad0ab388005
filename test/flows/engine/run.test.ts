import { expect, test } from 'vitest';
import { buildFlow, type RunFlowOptions, runFlow } from '../../../src/flows/index.js';

type Cards = Parameters<Parameters<typeof buildFlow>[1]>[0];

const run = (build: (cards: Cards) => void, options: RunFlowOptions = {}) =>
  runFlow(
    buildFlow('Run', (cards) => {
      cards.helperFlow({ Name: 'string' });
      build(cards);
    }),
    { flow: 'Run', clock: '2026-01-31T09:00:00Z', ...options },
  );

test('a card that ran is shown with all its properties, without undefined ones', async () => {
  const { cards } = await run(
    (flow) => void flow.card('@acme.ask', 'Ask', { 'Group/Question': 'why', empty: null }, { 'Out/answer': 'string' }),
    {
      stubs: [{ card: 'Ask', outputs: { answer: 'because' } }],
    },
  );
  expect(cards[1]).toStrictEqual({
    position: 1,
    title: 'Ask',
    id: '@acme.ask',
    address: 'root:channels:http:acme:1.0.0:ask',
    uuid: expect.any(String),
    flow: 'Run',
    depth: 0,
    face: 1,
    inputs: { 'Group/Question': 'why', empty: null },
    outputs: { 'Out/answer': 'because' },
    ms: 0,
    note: 'stubbed',
  });
  expect(cards[0]).not.toHaveProperty('note');
  expect(cards[0]).not.toHaveProperty('caller');
  expect(cards[0]).not.toHaveProperty('index');
});

test('an error is reported with the flow, the card and its inputs', async () => {
  const result = await run((flow) => void flow.card('@acme.ask', 'Ask', { question: 'why' }, {}), {
    stubs: [{ card: 'Ask', error: { message: 'no', code: 'E7' } }],
  });
  const card = { title: 'Ask', id: '@acme.ask', address: 'root:channels:http:acme:1.0.0:ask', uuid: expect.any(String) };
  expect(result.error).toStrictEqual({ kind: 'card', message: 'no', code: 'E7', flow: 'Run', card, inputs: { question: 'why' } });
  expect(result).toMatchObject({ status: 'error', flow: 'Run', output: {}, steps: 2, dropped: 0 });
  expect(result).not.toHaveProperty('message');
  expect(result.cards[1]?.error).toStrictEqual({ message: 'no', code: 'E7' });
});

test('an error without a code is reported without one', async () => {
  const result = await run((flow) => void flow.card('@acme.ask', 'Ask', {}, {}), { stubs: [{ card: 'Ask', error: { message: 'no' } }] });
  expect(result.error).not.toHaveProperty('code');
  expect(result.cards[1]?.error).toStrictEqual({ message: 'no' });
});

test('the reason that stops a run is reported with its kind and the card, and has no code', async () => {
  const result = await run((flow) => void flow.card('@acme.ask', 'Ask', { question: 'why' }, {}));
  expect(result.error).toMatchObject({ kind: 'unstubbed', flow: 'Run', card: { title: 'Ask' }, inputs: { question: 'why' } });
  expect(result.error).not.toHaveProperty('code');
  expect(result.error?.message).toMatch(
    /^'Ask' \(root:channels:http:acme:1\.0\.0:ask\) can't run here\. Add a stub for it:\n\n- card: "@acme\.ask"\n/,
  );
});

test('an error in a helper names the helper, the card in it, and the inputs of that card', async () => {
  const helper = buildFlow('Helper', (cards) => {
    cards.helperFlow({});
    cards.returnError({ message: 'inside', statusCode: 418 }, 'Fail');
  });
  const result = await run((flow) => void flow.callFlow(helper, {}, {}, 'Call'));
  expect(result.error).toMatchObject({
    code: 418,
    message: 'inside',
    flow: 'Helper',
    card: { title: 'Fail' },
    inputs: { message: 'inside' },
  });
  expect(result.cards.map(({ title, depth, caller, error }) => [title, depth, caller, error?.message])).toEqual([
    [expect.any(String), 0, undefined, undefined],
    ['Call', 0, undefined, 'inside'],
    [expect.any(String), 1, 1, undefined],
    ['Fail', 1, 1, 'inside'],
  ]);
});

test('a wrong input of a card is an error that names the input', async () => {
  const result = await run((flow) => void flow.waitFor('soon', 'second'));
  expect(result.error?.message).toBe("Invalid type conversion: 'soon' is not a number (input 'delay')");
});

const branches =
  (left: string): ((flow: Cards) => void) =>
  (flow) => {
    const joined = flow.ifElse(
      { left, operator: '==', right: 'yes' },
      {
        then: (block) => ({ value: block.compose('then').as('toString') }),
        else: (block) => ({ value: block.compose('else').as('toString') }),
      },
    );
    flow.returns({ value: joined.out('value') });
  };

test.each([
  ['yes', 'then'],
  ['no', 'else'],
])('an If/Else for %j only runs the branch %s', async (left, ran) => {
  const result = await run(branches(left));
  expect(result.output).toEqual({ value: ran });
  expect(result.cards.filter(({ id }) => id === 'string.compose').map(({ outputs }) => Object.values(outputs))).toEqual([[ran]]);
});

test('cards that wait for each other stop the run before any of them runs, and are named', async () => {
  const flow = buildFlow('Circle', (cards) => {
    cards.helperFlow({});
    const one = cards.card('control.let', 'One', {}, {});
    // Two waits for One because it is ordered after it.
    const two = cards.card('control.let', 'Two', {}, {});
    one.card.branches.set(two.card.uuid, true);
    two.card.branches.set(one.card.uuid, true);
  });
  const result = await runFlow(flow);
  expect(result.error).toMatchObject({ kind: 'cycle', flow: 'Circle', card: { title: expect.stringMatching(/^(One|Two)$/) } });
  expect(result.error?.message).toMatch(/^These cards of 'Circle' wait for each other: ('One' → 'Two'|'Two' → 'One')\.$/);
  expect(result.cards).toEqual([]);
});

test('an override takes precedence over the wire and the literal', async () => {
  const result = await run(
    (flow) => {
      const wired = flow.compose('from the wire');
      flow.returns({
        value: flow.card('control.let', 'Let', { wired, typed: 'typed' }, { wired: 'string', typed: 'string' }).out('wired'),
      });
    },
    { set: { 'Let.wired': 'set', 'Let.typed': '' } },
  );
  expect(result.cards.find(({ title }) => title === 'Let')?.inputs).toEqual({ wired: 'set', typed: '' });
});

test("waits are skipped and reported, so the emulator's clock can follow", async () => {
  const result = await run((flow) => {
    flow.waitFor(90, 'second');
    flow.waitFor(1, 'minute');
  });
  expect(result.cards.map(({ ms }) => ms)).toEqual([0, 90_000, 60_000]);
});
