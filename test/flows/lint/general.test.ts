import { expect, test } from 'vitest';
import { buildFlow, type Cards, type FlowExport, item, lintFlow } from '../../../src/flows/index.js';

const flowOf = (build: (cards: Cards) => void): FlowExport => buildFlow('Linted', build);
const hits = (flow: object, code: string): readonly string[] =>
  lintFlow(flow)
    .filter((each) => each.code === code)
    .map(({ message }) => message);
const helper = (name: string, build: (cards: Cards) => void) =>
  buildFlow(name, (cards) => {
    cards.helperFlow({ Item: 'string' });
    build(cards);
  });
/** A flow that runs the cards for each item of a list. */
const inLoop = (build: (cards: Cards) => void): FlowExport =>
  flowOf((cards) => {
    cards.helperFlow({});
    cards.forEach(['a', 'b'], helper('Each one', build), { Item: item('') }, { title: 'All' });
  });

const GET = { url: 'https://api.example.com/things', title: 'Ask' };

test.each<[string, boolean, (cards: Cards) => void]>([
  ['with nothing after it', true, (cards) => void cards.httpGet(GET)],
  ['whose response is returned', true, (cards) => cards.returns({ Body: cards.httpGet(GET).out('Body') })],
  [
    'in the handler of an If Error block',
    true,
    (cards) =>
      void cards.ifError(
        () => ({ ok: true }),
        (block) => {
          block.httpGet(GET);
          return { ok: false };
        },
      ),
  ],
  [
    'in an If Error block',
    false,
    (cards) =>
      void cards.ifError(
        (block) => {
          block.httpGet(GET);
          return { ok: true };
        },
        () => ({ ok: false }),
      ),
  ],
  [
    'in a helper that an If Error block calls',
    false,
    (cards) =>
      void cards.ifError(
        (block) => {
          block.callFlow(
            helper('Asks', (inner) => void inner.httpGet(GET)),
            { Item: 'a' },
          );
          return { ok: true };
        },
        () => ({ ok: false }),
      ),
  ],
  [
    'whose status a Continue If checks',
    false,
    (cards) => cards.continueIf({ left: cards.httpGet(GET).out('Status Code'), operator: '==', right: 200 }, 'refused'),
  ],
])('a request %s is unhandled: %s', (_, isFound, build) => {
  const flow = flowOf((cards) => {
    cards.helperFlow({});
    build(cards);
  });
  expect(hits(flow, 'unhandled-api-error')).toEqual(isFound ? ["Nothing handles a failed request of 'Ask'."] : []);
});

test.each([
  ['00u8a7b6c5d4e3f2g1h0', 'a user'],
  ['00g8a7b6c5d4e3f2g1h0', 'a group'],
  ['0oa8a7b6c5d4e3f2g1h0', 'an application'],
])('the typed-in id %s is reported as that of %s', (id, kind) => {
  const flow = flowOf((cards) => {
    cards.helperFlow({});
    cards.compose(`https://acme.okta.com/api/v1/things/${id}/members`, {}, 'Address');
  });
  expect(hits(flow, 'hard-coded-okta-id')).toEqual([`'_text_' of 'Address' contains the id of ${kind} (${id}).`]);
});

test('an id in a typed object is found once', () => {
  const flow = flowOf((cards) => {
    cards.helperFlow({});
    cards.card('@okta.addUserToGroup', 'Add', { 'Group/ID': { id: '00g8a7b6c5d4e3f2g1h0', again: '00g8a7b6c5d4e3f2g1h0' } });
  });
  expect(hits(flow, 'hard-coded-okta-id')).toHaveLength(1);
});

test.each([
  ['a placeholder', '00uXXXXXXXXXXXXXXXX1'],
  ['part of a longer word', '00u8a7b6c5d4e3f2g1h0000'],
  ['a word of letters', '00ulooksLikeButIsNot'],
  ['an id of another kind', '00p8a7b6c5d4e3f2g1h0'],
])('%s is not an Okta id', (_, text) => {
  const flow = flowOf((cards) => {
    cards.helperFlow({});
    cards.assign({ who: text });
  });
  expect(hits(flow, 'hard-coded-okta-id')).toEqual([]);
});

test('an application chosen from a list of the designer is not hard-coded', () => {
  const flow = flowOf((cards) => {
    cards.card('@okta.userAddedToApplicationMembership', 'Assigned', { 'parameters/instance': '0oa8a7b6c5d4e3f2g1h0' });
  });
  expect(hits(flow, 'hard-coded-okta-id')).toEqual([]);
});

test.each([
  ['First 200 Records', true],
  ['First 200 Matching Records', true],
  ['Stream Matching Records', false],
  ['First Matching Record', false],
  ['All Matching Records', false],
])('a result set of "%s" is cut: %s', (resultSet, isFound) => {
  const flow = flowOf((cards) => {
    cards.helperFlow({});
    cards.card('@okta.listUsersWithSearch', 'List', { 'parameters/resultSet': resultSet });
  });
  expect(hits(flow, 'cut-at-200')).toEqual(isFound ? ["'List' stops at the first 200 records."] : []);
});

test('recognises an input of a custom connector by its label', () => {
  const flow = flowOf((cards) => {
    cards.helperFlow({});
    cards.card('@auth0_293c.listUsers', 'List', { 'parameters/result_set_9BBLJC': 'First 200 Records' });
  });
  const named = JSON.parse(JSON.stringify(flow).replace(/("key":"result_set_9BBLJC".*?"metadata":\{)/, '$1"displayname":"Result Set",'));
  expect(hits(named, 'cut-at-200')).toEqual(["'List' stops at the first 200 records."]);
});

test('reports a request for each item, but not one with a retry', () => {
  expect(
    hits(
      inLoop((cards) => void cards.httpGet(GET)),
      'request-in-loop',
    ),
  ).toEqual(["'Ask' sends a request for each item of 'All', without a retry."]);
  const retry = { times: 2, delayMs: 1000 };
  expect(
    hits(
      inLoop((cards) => void cards.httpGet({ ...GET, retry })),
      'request-in-loop',
    ),
  ).toEqual([]);
});

test('does not report a request after the loop, or a call to the Integration Server', () => {
  const behind = flowOf((cards) => {
    cards.helperFlow({});
    cards.forEach(
      ['a'],
      helper('Nothing', () => undefined),
      { Item: item('') },
    );
    cards.httpGet(GET);
  });
  expect(hits(behind, 'request-in-loop')).toEqual([]);
  const url = 'https://integrations.expensify.com/Integration-Server/ExpensifyIntegrations';
  const expensify = inLoop((cards) => void cards.httpGet({ url }));
  expect([hits(expensify, 'request-in-loop').length, hits(expensify, 'call-in-loop').length]).toEqual([0, 1]);
});

test.each<[string, boolean, (cards: Cards) => void]>([
  ['Deactivate User', true, (cards) => void cards.card('@okta.deactivateUser', 'Take away', { 'User/ID': 'x' })],
  [
    'Custom API Action with DELETE',
    true,
    (cards) => void cards.card('@box.customAPIAction', 'Take away', { 'Request Type': 'DELETE', 'Relative URL': '/x' }),
  ],
  ['Read User', false, (cards) => void cards.readUser('x', [], 'Take away')],
  ['Delete Row', false, (cards) => void cards.card('@stash.deleteRow', 'Take away', { 'Row/Row ID': 'x' })],
  [
    'Deactivate User after a dry run',
    false,
    (cards) => {
      cards.continueIf({ left: cards.assign({ 'Dry run': false }).out('Dry run'), operator: '==', right: false }, 'rehearsed');
      cards.card('@okta.deactivateUser', 'Take away', { 'User/ID': 'x' });
    },
  ],
])('%s for each item lacks a dry run: %s', (_, isFound, build) => {
  expect(hits(inLoop(build), 'no-dry-run-path')).toEqual(
    isFound ? ["'Take away' runs for each item of 'All', but the flow has no dry run."] : [],
  );
});

test('a single Deactivate User outside a loop needs no dry run', () => {
  const flow = flowOf((cards) => {
    const start = cards.helperFlow({ 'User ID': 'string' });
    cards.card('@okta.deactivateUser', 'Take away', { 'User/ID': start.out('User ID') });
  });
  expect(hits(flow, 'no-dry-run-path')).toEqual([]);
});

/** Flows of several exports in one, like a folder. */
function folderOf(...flows: readonly FlowExport[]): object {
  const [first] = flows;
  return { ...first, data: { ...first?.data, flos: Object.assign({}, ...flows.map(({ data }) => data.flos)) } };
}

test('reports a helper flow that no flow calls, unless it is the only flow', () => {
  const scheduled = buildFlow('Nightly', (cards) => void cards.scheduledFlow());
  const left = helper('Left over', () => undefined);
  expect(hits(folderOf(scheduled, left), 'uncalled-helper')).toEqual(["No flow in the export calls the helper flow 'Left over'."]);
  expect(hits(left, 'uncalled-helper')).toEqual([]);
});

test('reports a helper flow that only calls itself, but not one called from a block', () => {
  const itself = helper('Circle', (cards) => cards.callFlowAsync('self', { Item: 'a' }));
  const used = helper('Used', () => undefined);
  const caller = buildFlow('Nightly', (cards) => {
    cards.scheduledFlow();
    cards.ifElseIf([{ left: 1, operator: '==', right: 1, then: (block) => void block.callFlow(used, { Item: 'a' }) }], () => ({}));
  });
  expect(hits(folderOf(caller, itself), 'uncalled-helper')).toEqual(["No flow in the export calls the helper flow 'Circle'."]);
});
