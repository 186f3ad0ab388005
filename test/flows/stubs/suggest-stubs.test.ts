import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Slot } from '../../../src/flows/export/model.js';
import { buildFlow, type Cards, type FlowExport, item, loadFlow, runFlow, suggestStubs } from '../../../src/flows/index.js';
import { sampleValue } from '../../../src/flows/stubs/sample-value.js';

type Written = { card: string; outputs?: Record<string, unknown>; records?: Record<string, unknown>[] };
const stubsOf = (flow: object, name?: string): Written[] => parse(suggestStubs(loadFlow(flow), name));
const flowOf = (build: (cards: Cards) => void): FlowExport =>
  buildFlow('Stubbed', (cards) => {
    cards.helperFlow({});
    build(cards);
  });
const slot = (type: Slot['type'], isList = false, key = 'Value') => ({ key, label: key, type, isList });

test.each<[string, Pick<Slot, 'key' | 'label' | 'type' | 'isList'>, unknown]>([
  ['a text', slot('string'), ''],
  ['a number', slot('number'), 0],
  ['true or false', slot('boolean'), false],
  ['a date', slot('Date'), '2026-01-31T09:00:00.000Z'],
  ['an object', slot('object'), {}],
  ['a list of texts', slot('string', true), ['']],
  ['a list of objects', slot('object', true), [{}]],
  ['a status code', slot('number', false, 'Status Code'), 200],
  ['a status code as a text', slot('string', false, 'statusCode'), '200'],
  [
    'a declared object',
    slot({
      ID: { type: 'string' },
      Age: { type: 'number' },
      Tags: { type: 'string', collection: true },
      Boss: { type: { Name: { type: 'string' } } },
    }),
    { ID: '', Age: 0, Tags: [''], Boss: { Name: '' } },
  ],
  ['a list of declared objects', slot({ ID: { type: 'string', collection: false } }, true), [{ ID: '' }]],
])('the sample of %s has its type', (_, declared, sample) => {
  expect(sampleValue(declared)).toEqual(sample);
});

test('the sample of an endlessly nested type ends', () => {
  const type: Record<string, unknown> = {};
  type.self = { type };
  expect(JSON.stringify(sampleValue(slot(type))).length).toBeLessThan(200);
});

test('gives each card that cannot run one stub by its id, with a comment that says where the card is', () => {
  const block = (cards: Cards) => void cards.card('@slack.post', 'Tell again', { Text: 'x' }, { 'Message/ID': 'string' });
  const flow = flowOf((cards) => {
    cards.card('@slack.post', 'Tell', { Text: 'x' }, { 'Message/ID': 'string' });
    cards.ifElseIf([{ left: 1, operator: '==', right: 1, then: block }], () => ({}));
    cards.card('@box.list', 'Files', {}, { 'Files/Items': 'object[]', 'Response/Status Code': 'number' });
    cards.readUser('00u1', ['email']);
  });
  expect(stubsOf(flow)).toEqual([
    { card: '@slack.post', outputs: { 'Message/ID': '' } },
    { card: '@box.list', outputs: { 'Files/Items': [{}], 'Response/Status Code': 200 } },
  ]);
  expect(suggestStubs(loadFlow(flow))).toContain('# Stubbed › Tell\n# Stubbed › Tell again\n- card: "@slack.post"\n');
});

test('cards with the same id but different outputs get stubs by UUID before the stub by id', async () => {
  const flow = flowOf((cards) => {
    cards.card('@box.read', 'One', {}, { Name: 'string' });
    cards.card('@box.read', 'Other', {}, { Size: 'number' });
    cards.card('@box.read', 'Two', {}, { Name: 'string' });
  });
  const stubs = stubsOf(flow);
  const other = loadFlow(flow)
    .flows.values()
    .next()
    .value?.cards.find(({ title }) => title === 'Other')?.uuid;
  expect(stubs).toEqual([
    { card: other, outputs: { Size: 0 } },
    { card: '@box.read', outputs: { Name: '' } },
  ]);
  const { cards } = await runFlow(flow, { stubs });
  expect(cards.slice(1).map(({ outputs }) => outputs)).toEqual([{ Name: '' }, { Size: 0 }, { Name: '' }]);
});

test('a card that streams has one record with the keys that its helper declares', async () => {
  const taker = buildFlow('Take', (cards) => {
    const start = cards.helperFlow({ Record: 'object', State: 'object' });
    cards.compose('{{name}}', { name: cards.get(start.out('Record'), 'Name') }, 'Name');
  });
  const written = JSON.parse(
    JSON.stringify(
      flowOf((cards) => {
        cards.callFlow(taker, {});
        cards.card(
          '@box.stream',
          'Stream',
          { 'Streaming/Flow': 'TAKER' },
          { 'Output/Records Streamed': 'number', 'Output/Done': 'boolean' },
        );
      }),
    ).replace(
      '"type":"string","collection":false,"data":"TAKER"',
      `"type":"flo","collection":false,"data":"${Object.keys(taker.data.flos)[0]}"`,
    ),
    (key, value) =>
      key === 'value' && value?.type === 'object' && value?.collection === false ? { ...value, type: { Name: { type: 'string' } } } : value,
  );
  const stubs = stubsOf(written);
  expect(stubs).toEqual([{ card: '@box.stream', outputs: { 'Output/Done': false }, records: [{ Name: '' }] }]);
  const { status, cards } = await runFlow(written, { flow: 'Stubbed', stubs });
  expect([status, cards.find(({ title }) => title === 'Stream')?.outputs]).toEqual([
    'finished',
    { 'Output/Records Streamed': 1, 'Output/Done': false },
  ]);
});

test('a request to another host and a helper that was not exported are named by UUID; a request to Expensify needs no stub', () => {
  const helper = buildFlow('Away', (cards) => {
    cards.helperFlow({});
  });
  const flow = flowOf((cards) => {
    cards.httpGet({ url: 'https://api.example.com/a', title: 'Ask' });
    cards.rawRequest({ url: 'https://integrations.expensify.com/Integration-Server/ExpensifyIntegrations' });
    cards.callFlow(helper, {}, { Found: 'boolean' }, 'Call');
  });
  const [away = ''] = Object.keys(helper.data.flos);
  const without = { ...flow, data: { ...flow.data, flos: { ...flow.data.flos, [away]: { ...flow.data.flos[away], data: null } } } };
  const cards = loadFlow(without).flows.values().next().value?.cards ?? [];
  const uuidOf = (title: string) => cards.find((card) => card.title === title)?.uuid;
  expect(stubsOf(without)).toEqual([
    { card: uuidOf('Ask'), outputs: { 'Response/Status Code': 200, 'Response/Headers': {}, 'Response/Body': {} } },
    { card: uuidOf('Call'), outputs: { Found: false } },
  ]);
});

test.each([
  ['/api/v1/users/00u1', 'GET', 0],
  ['/api/v1/logs', 'GET', 1],
  ['/api/v1/users/00u1', 'TRACE', 1],
  ['/api/v1/users/%zz', 'GET', 0],
  ['///[', 'GET', 1],
])('a request to Okta for %s by %s needs %s stubs', (url, method, count) => {
  const flow = flowOf(
    (cards) => void cards.card('@okta.customAPIAction', 'Okta', { 'Request Type': method, 'Relative URL': url }, { Body: 'object' }),
  );
  expect(stubsOf(flow)).toHaveLength(count);
});

test('placeholders in a composed URL count as values', () => {
  const flow = flowOf((cards) => {
    const url = cards.compose('/api/v1/users/{{id}}/groups?limit=5', { id: '00u1' });
    cards.card('@okta.customAPIAction', 'Okta', { 'Request Type': 'GET', 'Relative URL': url }, { Body: 'object' });
  });
  expect(suggestStubs(loadFlow(flow))).toBe('# No cards need a stub.\n[]\n');
});

test('for a named flow, only cards that it can reach have stubs', () => {
  const helper = buildFlow('Inner', (cards) => {
    cards.helperFlow({ Item: 'string' });
    cards.card('@box.a', 'A', {}, {});
  });
  const flow = flowOf((cards) => {
    cards.forEach(['x'], helper, { Item: item('') });
    cards.card('@box.b', 'B', {}, {});
  });
  expect(stubsOf(flow, 'Inner')).toEqual([{ card: '@box.a' }]);
  expect(stubsOf(flow, 'Stubbed').map(({ card }) => card)).toEqual(['@box.b', '@box.a']);
  expect(() => suggestStubs(loadFlow(flow), 'Iner')).toThrow("Did you mean 'Inner'?");
});

test('a title of several lines stays in its comment', () => {
  const flow = flowOf((cards) => void cards.card('@box.a', 'A\n- card: "@evil"\n', {}, {}));
  expect(stubsOf(flow)).toEqual([{ card: '@box.a' }]);
});

test('a flow runs to its end with the stubs that were suggested for it', async () => {
  const helper = buildFlow('Each file', (cards) => {
    const start = cards.helperFlow({ Item: 'object' });
    cards.card('@box.delete', 'Delete', { ID: cards.get(start.out('Item'), 'ID') }, { 'Response/Status Code': 'number' });
  });
  const flow = flowOf((cards) => {
    const files = cards.card('@box.list', 'Files', {}, { 'Files/Items': 'object[]' });
    cards.forEach(files.out('Items'), helper, { Item: item('', 'object') }, { ignoreErrors: false });
    const body = cards.httpGet({ url: 'https://api.example.com/a' }).out('Body');
    cards.returns({ Body: body });
  });
  const bare = await runFlow(flow, { flow: 'Stubbed' });
  expect(bare.error?.kind).toBe('unstubbed');
  expect(await runFlow(flow, { flow: 'Stubbed', stubs: stubsOf(flow) })).toMatchObject({ status: 'finished', requests: [] });
});
