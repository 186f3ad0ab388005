import { expect, test } from 'vitest';
import { buildFlow, type Cards, item, runFlow } from '../../../src/flows/index.js';

const run = (build: (cards: Cards) => void, options = {}) =>
  runFlow(
    buildFlow('Main', (cards) => {
      cards.helperFlow({});
      build(cards);
    }),
    { flow: 'Main', clock: '2026-01-31T09:00:00Z', ...options },
  );

/** Returns its number doubled, or fails at 13. */
const double = buildFlow('Double', (cards) => {
  const start = cards.helperFlow({ Number: 'number' });
  cards.returnErrorIf({ left: start.out('Number'), operator: '==', right: 13 }, { message: 'unlucky' }, 'Not thirteen');
  const sum = cards.card('math.add', 'Add', { a: start.out('Number'), b: start.out('Number') }, { output: 'number' });
  cards.returns({ Doubled: sum.out() });
});
const mail = buildFlow('Mail', (cards) => {
  const start = cards.helperFlow({ To: 'string', Text: 'string' });
  cards.returnErrorIf({ left: start.out('To'), operator: '==', right: 'bad' }, { message: 'no such address' }, 'Known address');
  cards.sendEmail({ to: start.out('To'), subject: start.out('Text'), body: '' });
});

test('Call Flow passes inputs to the helper and returns its outputs', async () => {
  const { output, cards } = await run((inner) =>
    inner.returns({ Four: inner.callFlow(double, { Number: 2 }, { Doubled: 'number' }).out('Doubled') }),
  );
  expect(output).toEqual({ Four: 4 });
  expect(cards.filter(({ depth }) => depth === 1).map(({ flow }) => flow)).toContain('Double');
});

test('an error in a helper fails the caller and names the card that failed', async () => {
  const { error } = await run((inner) => void inner.callFlow(double, { Number: 13 }));
  expect(error).toMatchObject({ message: 'unlucky', flow: 'Double', card: { title: 'Not thirteen' } });
});

test('Call Flow Async runs after the flow, and its error fails nothing', async () => {
  const result = await run((inner) => {
    inner.callFlowAsync(mail, { To: 'a@example.com', Text: 'later' });
    inner.callFlowAsync(mail, { To: 'bad', Text: 'later' });
    inner.sendEmail({ to: ['b@example.com'], subject: 'first', body: '' });
  });
  expect(result.mail.map(({ subject }) => subject)).toEqual(['first', 'later']);
  expect(result).toMatchObject({ status: 'finished', ignored: [{ message: 'no such address', card: { title: 'Known address' } }] });
});

test('a flow that calls itself asynchronously 3,000 times does not nest and finishes', async () => {
  const poll = buildFlow('Poll', (cards) => {
    const start = cards.helperFlow({ Left: 'number' });
    cards.continueIf({ left: start.out('Left'), operator: '>', right: 0 }, 'done');
    cards.callFlowAsync('self', { Left: cards.card('math.subtract', 'Less', { a: start.out('Left'), b: 1 }, { output: 'number' }).out() });
  });
  const result = await runFlow(poll, { input: { Left: 3000 }, traceLimit: 20 });
  expect(result).toMatchObject({ status: 'finished', ignored: [] });
  expect(Math.max(...result.cards.map(({ depth }) => depth))).toBe(1);
});

test('a flow that keeps calling itself asynchronously is stopped', async () => {
  const { error } = await run((inner) => inner.callFlowAsync('self', {}), { limits: { steps: 1000 } });
  expect(error).toMatchObject({ kind: 'limit' });
});

test('For Each passes fields of the item, and values that are the same for all items', async () => {
  const { mail: mails } = await run((inner) =>
    inner.forEach([{ email: 'a@x' }, { email: 'b@x' }], mail, { To: item('email'), Text: 'Hi' }),
  );
  expect(mails.map(({ to, subject }) => [...to, subject])).toEqual([
    ['a@x', 'Hi'],
    ['b@x', 'Hi'],
  ]);
});

test('For Each stops at the first error; For Each - Ignore Errors continues and reports the errors', async () => {
  const list = ['a@x', 'bad', 'b@x'];
  const stopped = await run((inner) => inner.forEach(list, mail, { To: item(''), Text: 'Hi' }, { ignoreErrors: false }));
  expect({ status: stopped.status, mails: stopped.mail.length }).toEqual({ status: 'error', mails: 1 });
  const went = await run((inner) => inner.forEach(list, mail, { To: item(''), Text: 'Hi' }));
  expect({ status: went.status, mails: went.mail.length, ignored: went.ignored.map(({ message }) => message) }).toEqual({
    status: 'finished',
    mails: 2,
    ignored: ['no such address'],
  });
});

test("For Each runs items one by one, or in parallel up to the card's concurrency", async () => {
  const wait = buildFlow('Wait', (cards) => {
    const start = cards.helperFlow({ To: 'string' });
    cards.waitFor(1, 'second');
    cards.sendEmail({ to: start.out('To'), subject: 'x', body: '' });
  });
  const order = async (forEach: 'sequential' | 'concurrent') => {
    const { cards } = await run((inner) => inner.forEach(['a', 'b'], wait, { To: item('') }, { concurrency: 2 }), {
      semantics: { forEach },
    });
    return cards.filter(({ id }) => id === 'control.wait' || id === '@gmail.sendEmail2').map(({ index }) => index);
  };
  expect(await order('sequential')).toEqual([0, 0, 1, 1]);
  expect(await order('concurrent')).toEqual([0, 1, 0, 1]);
});

test("Map, Filter Custom and Reduce use the helper's return values", async () => {
  const isBig = buildFlow('Is big', (cards) => {
    const start = cards.helperFlow({ Number: 'number' });
    cards.returns({
      Big: cards
        .card('boolean.compare', 'Big', { 'left-operand': start.out('Number'), operator: '>', 'right-operand': 2 }, { result: 'boolean' })
        .out(),
    });
  });
  const add = buildFlow('Add up', (cards) => {
    const start = cards.helperFlow({ memo: 'number', Number: 'number' });
    cards.returns({ memo: cards.card('math.add', 'Add', { a: start.out('memo'), b: start.out('Number') }, { output: 'number' }).out() });
  });
  const { output } = await run((inner) => {
    const list = [1, 2, 3, 4];
    inner.returns({
      Doubled: inner.map(list, double, { Number: item('', 'number') }),
      Big: inner.filterCustom(list, isBig, { Number: item('', 'number') }),
      Sum: inner.reduce(list, add, { Number: item('', 'number') }, 100),
    });
  });
  expect(output).toEqual({ Doubled: [2, 4, 6, 8], Big: [3, 4], Sum: 110 });
});

test('Repeat runs a helper the given number of times', async () => {
  const { mail: mails } = await run((inner) => inner.repeat(3, mail, { To: 'a@x', Text: 'again' }));
  expect(mails).toHaveLength(3);
});

test('Map to List and Map over an object pass key and value', async () => {
  const pair = buildFlow('Pair', (cards) => {
    const start = cards.helperFlow({ key: 'string', value: 'string' });
    cards.returns({ Pair: cards.compose('{{k}}={{v}}', { k: start.out('key'), v: start.out('value') }) });
  });
  const helper = Object.keys(pair.data.flos)[0] ?? '';
  const flow = buildFlow('Main', (cards) => {
    cards.helperFlow({});
    const list = cards.card('object.map', 'To list', { object: { a: 1, b: 2 }, flo: helper, concurrency: 1 }, { 'new list': 'object[]' });
    const object = cards.card('object.process', 'To object', { object: { a: 1, b: 2 }, flo: helper, concurrency: 1 }, { output: 'object' });
    cards.callFlow(pair, { key: 'x', value: 'y' });
    cards.returns({ List: list.out(), Object: object.out() });
  });
  // The builder has no such cards: their flow is an input with its own type.
  const typed = JSON.parse(JSON.stringify(flow).replace(/("key":"flo","value":\{"error":false,"type":)"string"/g, '$1"flo"'));
  expect((await runFlow(typed, { flow: 'Main' })).output).toEqual({ List: ['a=1', 'b=2'], Object: { a: 'a=1', b: 'b=2' } });
});
