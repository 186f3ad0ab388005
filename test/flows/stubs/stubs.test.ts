import { expect, test } from 'vitest';
import { buildFlow, type Cards, type FlowExport, loadFlow, runFlow } from '../../../src/flows/index.js';
import { Stubs, suggestStub } from '../../../src/flows/stubs/stubs.js';
import { declare } from '../support/declare.js';

const HELPER_UUID = '0f9cf9c0-ce0c-46e6-b6b9-3588a3601fb0';
const flowOf = (build: (cards: Cards) => void): FlowExport =>
  buildFlow('Stubbed', (cards) => {
    cards.helperFlow({});
    build(cards);
  });
const cardsOf = (flow: FlowExport) => [...loadFlow(flow).flows.values()].flatMap(({ cards }) => cards);
const cardTitled = (title: string) => {
  const [card] = cardsOf(flowOf((cards) => void cards.card('@box.listFiles', title, {}, { Files: 'object[]' }))).slice(-1);
  if (card === undefined) throw new Error('no card');
  return card;
};

test('a stub named by a UUID is for the card with that UUID, not for a card with that title', () => {
  const stubs = new Stubs([{ card: HELPER_UUID, outputs: {} }]);
  expect(stubs.covers(cardTitled(HELPER_UUID))).toBe(false);
  expect(stubs.covers({ ...cardTitled('List files'), uuid: HELPER_UUID })).toBe(true);
});

test('an Expand card, whose title is the UUID of the card it expands, is not found by its title', () => {
  const expand = { ...cardTitled('k5-lxIYfo'), id: 'object.expand', uuid: 'Bp0cjalu2ot' };
  expect(new Stubs([{ card: 'k5-lxIYfo' }]).covers(expand)).toBe(false);
  expect(new Stubs([{ card: 'Bp0cjalu2ot' }]).covers(expand)).toBe(true);
});

const NO_FLOWS = { flows: new Map() };

test('the suggested stub names a connector card by its id, because titles repeat, and a kernel card by its UUID', () => {
  const card = cardTitled('List files');
  expect(suggestStub(card, NO_FLOWS)).toContain('- card: "@box.listFiles"\n');
  expect(suggestStub({ ...card, id: 'control.spawn' }, NO_FLOWS)).toContain(`- card: ${card.uuid}\n`);
});

test('the suggested stub covers both of two cards with the same title', async () => {
  const flow = flowOf((cards) => {
    cards.card('@slack.readUser', 'Read User', {}, { 'User/ID': 'string' });
    cards.card('@slack.readUser', 'Read User', {}, { 'User/ID': 'string' });
  });
  const [, first] = cardsOf(flow);
  const card = /card: "(.*)"/.exec(first === undefined ? '' : suggestStub(first, NO_FLOWS))?.[1] ?? '';
  expect(await runFlow(flow, { stubs: [{ card, outputs: { 'User/ID': 'U1' } }] })).toMatchObject({ status: 'finished' });
});

test('records of a stub go to the helper, with the fields of the Streaming section as State', async () => {
  const helper = buildFlow('Take one', (cards) => {
    const start = cards.helperFlow({ Record: 'object', State: 'object' });
    cards.sendEmail({ to: ['it@example.com'], subject: cards.get(start.out('Record'), 'name'), body: start.out('State').as('stringify') });
  });
  const flow = flowOf((cards) => {
    cards.callFlowAsync(helper, {}, 'Only named here');
    const inputs = { 'Streaming/Flow': Object.keys(helper.data.flos)[0] ?? '', 'Streaming/Manager Email': 'boss@example.com' };
    cards.card('@box.listFiles', 'List files', inputs, { 'Result/Records Streamed': 'number' });
  });
  const stubs = [{ card: 'Only named here' }, { card: '@box.listFiles', records: [{ name: 'a.txt' }] }];
  const result = await runFlow(declare(flow, { 'Streaming/Flow': { type: 'flo' } }), { flow: 'Stubbed', stubs });
  expect(result.mail).toMatchObject([{ subject: 'a.txt', body: '{"Manager Email":"boss@example.com"}' }]);
  expect(result.cards.find(({ id }) => id === '@box.listFiles')?.outputs).toEqual({ 'Result/Records Streamed': 1 });
});

test.each<[string, unknown, string]>([
  ['a misspelt key', [{ card: 'A' }, { card: 'B', wen: {} }], "stub 2 has the unknown key 'wen'. Did you mean 'when'?"],
  [
    'a key of a sequence',
    [{ card: 'A', sequence: [{ output: {} }] }],
    "stub 1: sequence.0 has the unknown key 'output'. Did you mean 'outputs'?",
  ],
  ['a stub without a card', { stubs: [{ outputs: {} }] }, 'stub 1: card is missing.'],
  ['something else', 'Slack', 'expected a list of stubs, each with card and outputs.'],
])('%s is reported with the number of the stub, counted from 1', (_what, stubs, expected) => {
  expect(() => new Stubs(stubs)).toThrow(`The stubs are invalid: ${expected}`);
});
