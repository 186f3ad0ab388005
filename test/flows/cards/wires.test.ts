import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CARDS } from '../../../src/flows/cards/catalogue.js';
import { buildFlow, runFlow } from '../../../src/flows/index.js';
import { isKnown } from '../support/run-card.js';

const through = async (value: unknown, conversion: string): Promise<unknown> => {
  const flow = buildFlow('Converted', (cards) => {
    cards.helperFlow({});
    const held = cards.assign({ value: value as never });
    cards.returns({ Value: held.out('value').as(conversion) });
  });
  const { output, error } = await runFlow(flow);
  return error === undefined ? output.Value : `error: ${error.message}`;
};

test.each<[string, unknown, unknown]>([
  ['parse', '{"a":1}', { a: 1 }],
  ['parse', { a: 1 }, { a: 1 }],
  ['parse', '{', expect.stringMatching(/^error: '\{' is not JSON/)],
  ['stringify', { a: [1] }, '{"a":[1]}'],
  ['toString', 7, '7'],
  ['toString', { a: 1 }, '{"a":1}'],
  ['parseFloat', '1.5 m', 1.5],
  ['parseFloat', 'm', "error: Invalid type conversion: 'm' is not a number (input 'Value' of 'Return', from output 'value' of 'Assign')"],
  ['dateTime', '2026-01-31', '2026-01-31T00:00:00.000Z'],
  ['isoString', '2026-01-31T01:00:00+01:00', '2026-01-31T00:00:00.000Z'],
  ['dateTime', 'soon', "error: Invalid type conversion: 'soon' is not a date (input 'Value' of 'Return', from output 'value' of 'Assign')"],
  ['booleanToString', true, 'true'],
  ['wrapArray', 'a', ['a']],
  ['wrapArray', ['a'], ['a']],
  ['stringify', null, null],
  ['shout', 'a', expect.stringMatching(/^error: A wire uses the unknown conversion 'shout'. Known conversions are parse/)],
])('a wire that converts by %s turns %j into the expected value', async (conversion, value, expected) => {
  expect(await through(value, conversion)).toEqual(expected);
});

test('the error of a wire names the input and shows all inputs of the card, including the unconverted value', async () => {
  const flow = buildFlow('Converted', (cards) => {
    cards.helperFlow({});
    const held = cards.assign({ amount: 'seven', date: 'soon', currency: 'EUR' }, 'Expense');
    cards.construct(
      { Amount: held.out('amount').as('parseFloat'), Day: held.out('date').as('dateTime'), Currency: held.out('currency') },
      'Report',
    );
  });
  const { error, cards } = await runFlow(flow);
  const inputs = { Amount: 'seven', Day: 'soon', Currency: 'EUR' };
  expect(error).toMatchObject({
    message: "Invalid type conversion: 'seven' is not a number (input 'Amount' of 'Report', from output 'amount' of 'Expense')",
    card: { title: 'Report' },
    input: 'Amount',
    inputs,
  });
  expect(cards.at(-1)?.inputs).toEqual(inputs);
});

test("a secret that a wire can't convert is redacted in the error", async () => {
  const flow = buildFlow('Converted', (cards) => {
    cards.helperFlow({});
    const held = cards.assign({ secret: 'correct-horse-battery' }, 'Settings');
    cards.construct({ Amount: held.out('secret').as('parseFloat') }, 'Report');
  });
  expect(JSON.stringify(await runFlow(flow))).not.toContain('correct-horse');
});

test('forceWrapArray makes a list of a value that is not a list', async () => {
  const flow = buildFlow('Forced', (cards) => {
    cards.helperFlow({});
    cards.returns({ Value: cards.assign({ value: 'a' }).out('value').as('toString') });
  });
  const forced = JSON.parse(JSON.stringify(flow).replace('"forceWrapArray":false', '"forceWrapArray":true'));
  expect((await runFlow(forced)).output).toEqual({ Value: ['a'] });
});

test('every card of the catalogue is run by a test', () => {
  const folder = new URL('.', import.meta.url);
  const text = readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  // The builder's functions, which tests call by the cards' names in the console.
  const byName = new Map([
    ['control.spawn', 'callFlow('],
    ['control.run', 'callFlowAsync('],
    ['control.times', 'inner.repeat('],
    ['control.callable', 'helperFlow('],
    ['control.noop', 'control.noop'],
    ['control.comment', 'inner.comment('],
    ['control.if', 'inner.ifElse('],
    ['control.join', 'inner.ifElse('],
    ['control.branch', 'inner.ifElseIf('],
    ['control.tryCatch', 'inner.ifError('],
    ['control.continueIf', 'inner.continueIf('],
    ['control.return', 'inner.returns('],
    ['control.returnRaw', 'inner.returnRaw('],
    ['control.throwIf', 'returnErrorIf('],
    ['list.each', 'ignoreErrors: false'],
    ['list.asyncEach', 'inner.forEach('],
    ['list.map', 'inner.map('],
    ['list.filter', 'inner.filterCustom('],
    ['list.reduce', 'inner.reduce('],
    ['object.expand', 'inner.expand('],
    ['@stash.createRow', 'createRow('],
  ]);
  const isRun = (id: string): boolean =>
    text.includes(byName.get(id) ?? `'${id}'`) || (id.startsWith('@') && text.includes(`'${id.replace(/^@\w+\./, '')}'`));
  const exempt = new Set(['http.accept', 'http.delegated', 'control.monitor']);
  expect([...CARDS.keys()].filter((id) => !id.includes('*') && !exempt.has(id) && !isRun(id))).toEqual([]);
});

test('known cards are those with these ids', () => {
  expect([...CARDS.keys()].filter((id) => !id.includes('*')).every(isKnown)).toBe(true);
});
