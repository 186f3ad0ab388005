import { expect, test } from 'vitest';
import { buildFlow, type Cards, runFlow } from '../../../src/flows/index.js';
import { runCard } from '../support/run-card.js';

const run = (build: (cards: Cards) => void) =>
  runFlow(
    buildFlow('Answer', (cards) => {
      cards.helperFlow({});
      build(cards);
    }),
  );
const ACCEPTED = { statusCode: 202, headers: {}, body: { ok: 1 } };

test('Close sets the response and the flow continues', async () => {
  const result = await run((cards) => {
    cards.close({ statusCode: 202, body: { ok: 1 } });
    cards.sendEmail({ to: ['a@example.com'], subject: 'after', body: '' });
  });
  expect(result).toMatchObject({ status: 'finished', output: ACCEPTED, mail: [{ subject: 'after' }] });
});

test('outputs that the flow returns after a Close do not reach the caller', async () => {
  const { output } = await run((cards) => {
    cards.close({ statusCode: 202, body: { ok: 1 } });
    cards.returns({ Late: 'value' });
  });
  expect(output).toEqual(ACCEPTED);
});

test('a Close in a block sets the response of the whole flow, and the first of two counts', async () => {
  const { output } = await run((cards) => {
    cards.ifElse({ left: 1, operator: '==', right: 1 }, { then: (block) => void block.close({ statusCode: 202, body: { ok: 1 } }) });
    cards.close({ statusCode: 500 });
  });
  expect(output).toEqual(ACCEPTED);
});

test('an error after a Close fails the run but keeps the response', async () => {
  const result = await run((cards) => {
    cards.close({ statusCode: 202, body: { ok: 1 } });
    cards.returnError({ message: 'too late' });
  });
  expect(result).toMatchObject({ status: 'error', error: { message: 'too late' }, output: ACCEPTED });
});

test('http.close is the same card, with a group of fields each for headers and body', async () => {
  const inputs = { statusCode: 404, 'headers/Content-Type': 'text/plain', 'body/reason': 'none' };
  const { result } = await runCard('http.close', inputs, []);
  expect(result.output).toEqual({ statusCode: 404, headers: { 'Content-Type': 'text/plain' }, body: { reason: 'none' } });
});

test.each([
  ['@httpfunctions.close', { 'Response/statusCode': 202, 'Response/headers': { a: 'b' }, 'Response/body': { ok: 1 } }, 202],
  ['@httpfunctions.close', {}, 200],
  ['http.close', {}, 200],
])('%s with %j responds with %d', async (id, inputs, status) => {
  expect((await runCard(id, inputs, [])).result.output).toMatchObject({ statusCode: status });
});
