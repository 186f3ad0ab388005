import { expect, test } from 'vitest';
import { buildFlow, type Cards, type FlowExport, runFlow } from '../../../src/flows/index.js';
import { outputOf, runCard } from '../support/run-card.js';

const flowOf = (build: (cards: Cards) => void): FlowExport =>
  buildFlow('Control', (cards) => {
    cards.helperFlow({});
    build(cards);
  });
const run = (build: (cards: Cards) => void) => runFlow(flowOf(build), { clock: '2026-01-31T09:00:00Z' });

test.each<[unknown, string, unknown, boolean]>([
  ['80', '>', '9', false],
  [80, '>', 9, true],
  ['80', '>', 9, true],
  ['b', '>', 'a', true],
  [1, '<', 2, true],
  [2, '>=', 2, true],
  [2, '<=', 1, false],
  ['a', '==', 'a', true],
  ['a', '==', 'A', false],
  ['1', '==', 1, true],
  [true, '==', 'true', true],
  ['', '==', null, true],
  [0, '==', '', false],
  [{ a: 1, b: 2 }, '==', { b: 2, a: 1 }, true],
  [[1, 2], '!=', [2, 1], true],
  [10, '%', 5, true],
  [10, '%', 3, false],
  [10, '%', 0, false],
  ['b', 'in', ['a', 'b'], true],
  ['b', 'not in', ['a'], true],
  ['ell', 'in', 'Hello', true],
  ['a', 'in', { a: 1 }, true],
  [{ a: { b: 1 } }, 'has', 'a.b', true],
  [{ a: 1 }, "doesn't have", 'b', true],
  [['x'], 'has', 'x', true],
  [null, 'is empty', '', true],
  [[], 'is empty', '', true],
  [{}, 'is empty', '', true],
  [0, 'is empty', '', false],
  ['x', 'is not empty', '', true],
  [{}, '>', 1, false],
  ['2026-01-02T00:00:00.000Z', '>', '2026-01-01T00:00:00.000Z', true],
])('%j %s %j is %s', async (left, operator, right, expected) => {
  expect(await outputOf('boolean.compare', { 'left-operand': left, operator, 'right-operand': right }, 'result')).toBe(expected);
});

test('an unknown operator is an error that lists the known ones', async () => {
  const inputs = { 'left-operand': 1, operator: '=>', 'right-operand': 1 };
  expect(await outputOf('boolean.compare', inputs, 'result')).toMatch(/^error: Unknown comparison '=>'. Use one of ==, !=/);
});

test('Assign passes on its inputs, Assign If one of two', async () => {
  expect((await runCard('control.let', { a: 1, b: { c: 2 } }, ['a', 'b'])).outputs).toEqual({ a: 1, b: { c: 2 } });
  const inputs = { 'left-operand': 1, operator: '==', 'right-operand': 1, valueIfTrue: 'yes', valueIfFalse: 'no' };
  expect(await outputOf('control.assignIf', inputs)).toBe('yes');
  expect(await outputOf('control.assignIf', { ...inputs, 'right-operand': 2 })).toBe('no');
});

test.each([
  ['Sales', 'S1'],
  ['Nowhere', 'none'],
  ['toString', 'none'],
])('Lookup of %s is %s', async (key, expected) => {
  expect(await outputOf('control.lookup', { key, 'options/Sales': 'S1', else: 'none' }, 'result')).toBe(expected);
});

test.each([
  [5, 'big'],
  [1, 'small'],
])('If/Else with %d runs one branch, and Join passes on its value', async (number, expected) => {
  const { output, cards } = await run((inner) => {
    const joined = inner.ifElse(
      { left: number, operator: '>', right: 3 },
      { then: (branch) => ({ size: branch.compose('big') }), else: () => ({ size: 'small' }) },
    );
    inner.returns({ Size: joined.out('size') });
  });
  expect(output).toEqual({ Size: expected });
  expect(cards.filter(({ id }) => id === 'control.noop')).toHaveLength(1);
});

test('nested branches are joined again', async () => {
  const { output } = await run((inner) => {
    const joined = inner.ifElse(
      { left: 1, operator: '==', right: 1 },
      {
        then: (branch) => ({
          x: branch.ifElse({ left: 1, operator: '==', right: 2 }, { then: () => ({ y: 'a' }), else: () => ({ y: 'b' }) }).out('y'),
        }),
        else: () => ({ x: 'c' }),
      },
    );
    inner.returns({ X: joined.out('x') });
  });
  expect(output).toEqual({ X: 'b' });
});

test('a wire from a branch that did not run brings null', async () => {
  const { output } = await run((inner) => {
    let made: ReturnType<Cards['compose']> | undefined;
    inner.ifElse(
      { left: 1, operator: '==', right: 2 },
      {
        then: (branch) => {
          made = branch.compose('never');
          return undefined;
        },
      },
    );
    inner.returns({ Made: made ?? '' });
  });
  expect(output).toEqual({ Made: null });
});

test.each([
  [1, 'one'],
  [2, 'two'],
  [3, 'many'],
])('If/ElseIf with %d runs one block, which can use the values around it', async (number, expected) => {
  const { output } = await run((inner) => {
    const outer = inner.assign({ number, tail: '!' });
    const word = (text: string) => (block: Cards) => ({ word: block.compose(`${text}{{tail}}`, { tail: outer.out('tail') }) });
    const chosen = inner.ifElseIf(
      [
        { left: outer.out('number'), operator: '==', right: 1, then: word('one') },
        { left: outer.out('number'), operator: '==', right: 2, then: word('two') },
      ],
      word('many'),
    );
    inner.returns({ Word: chosen.out('word') });
  });
  expect(output).toEqual({ Word: `${expected}!` });
});

test('If Error returns the outputs of Try, or those of the handler', async () => {
  const attempt = (operand: number) =>
    run((inner) => {
      const tried = inner.ifError(
        (block) => {
          block.returnErrorIf({ left: operand, operator: '==', right: 1 }, { message: 'one is bad', statusCode: 418 });
          return { said: 'fine' };
        },
        (block, error) => ({ said: block.compose('{{code}}: {{message}}', { code: error.out('code'), message: error.out('message') }) }),
      );
      inner.returns({ Said: tried.out('said') });
    });
  expect((await attempt(2)).output).toEqual({ Said: 'fine' });
  const caught = await attempt(1);
  expect(caught).toMatchObject({ status: 'finished', output: { Said: '418: one is bad' } });
  expect(caught.cards.find(({ title }) => title === 'If Error')).toMatchObject({ note: 'handled' });
});

test('an error in a handler fails the flow', async () => {
  const { error } = await run((inner) => {
    inner.ifError(
      (block) => {
        block.returnError({ message: 'first' });
        return undefined;
      },
      (block) => {
        block.returnError({ message: 'second' }, 'In the handler');
        return undefined;
      },
    );
  });
  expect(error).toMatchObject({ message: 'second', card: { title: 'In the handler' } });
});

test('Return, Continue If and Return Raw in a block only leave that block', async () => {
  const { output, status } = await run((inner) => {
    inner.ifError(
      (block) => {
        block.continueIf({ left: 1, operator: '==', right: 2 }, 'not in here');
        block.returnError({ message: 'never' });
        return undefined;
      },
      () => undefined,
    );
    inner.returns({ After: true });
  });
  expect({ output, status }).toEqual({ output: { After: true }, status: 'finished' });
});

test('Continue If ends the flow without an error, with its message', async () => {
  const { status, message, cards } = await run((inner) => {
    inner.continueIf({ left: 1, operator: '==', right: 2 }, 'Nothing to do');
    inner.returnError({ message: 'never' });
  });
  expect({ status, message }).toEqual({ status: 'finished', message: 'Nothing to do' });
  expect(cards.map(({ id }) => id)).not.toContain('control.throw');
});

test('Return Error fails the flow with its message, code and additional values', async () => {
  const { error } = await runCard('control.throw', { statusCode: 409, message: 'Taken', hint: 'again' });
  expect(error).toMatchObject({ kind: 'card', message: 'Taken', code: 409, inputs: { hint: 'again' } });
});

test('Return Raw returns status, headers and body', async () => {
  const { output } = await run((inner) => inner.returnRaw({ statusCode: 201, headers: { a: 'b' }, body: 'made' }));
  expect(output).toEqual({ statusCode: 201, headers: { a: 'b' }, body: 'made' });
});

test('Wait For moves the clock forward, and no card really waits', async () => {
  const { output, cards } = await run((inner) => {
    inner.waitFor(2, 'hour');
    inner.returns({ Now: inner.now().out('iso') });
  });
  expect(output).toEqual({ Now: '2026-01-31T11:00:00+00:00' });
  expect(cards.find(({ title }) => title === 'Wait For')?.ms).toBe(7_200_000);
  expect(await outputOf('control.wait', { delay: 1, unit: 'moment' }, 'x')).toMatch(/^error: Unknown unit 'moment'/);
});

test('Wait Until moves the clock to its date, but never back', async () => {
  const until = async (date: string) =>
    (await runCard('control.until', { date }, [])).result.cards.find(({ title }) => title === 'The card')?.ms;
  expect(await until('2026-01-31T09:00:05Z')).toBe(5000);
  expect(await until('2025-01-31T09:00:05Z')).toBe(0);
});

test('a comment does nothing, wherever it is', async () => {
  const { output } = await run((inner) => {
    inner.comment('First we greet');
    inner.returns({ Hi: inner.compose('Hi') });
  });
  expect(output).toEqual({ Hi: 'Hi' });
});
