import { expect, test } from 'vitest';
import { CardError, RunStopped } from '../../../src/flows/engine/errors.js';
import { Leave } from '../../../src/flows/engine/leave.js';
import { type FlowResult, type Outcome, toResult } from '../../../src/flows/engine/result.js';
import type { Run } from '../../../src/flows/engine/run.js';
import type { Card } from '../../../src/flows/export/model.js';

const SECRET = 'tok-en-1234';

/** The result of a run that knows one secret. */
const tell = (outcome: Partial<Outcome>, run: object = {}): Promise<FlowResult> =>
  toResult(
    {
      pack: { source: 'x.flow', flows: new Map() },
      clock: { now: () => 0 },
      trace: { entries: [], dropped: 0, count: 0 },
      network: { requests: [] },
      tables: { all: () => [] },
      secrets: { all: [SECRET] },
      warnings: [],
      ...run,
    } as unknown as Run,
    { flow: 'Flow', ignored: [], mail: [], ...outcome },
  );

/** The result for a value that the flow returned. */
const told = async (value: unknown): Promise<unknown> =>
  (await tell({ left: new Leave('returned', new Map([['value', value]])) })).output.value;

test.each<[unknown, unknown]>([
  ['a text', 'a text'],
  ['', ''],
  [7, 7],
  [true, true],
  [null, null],
  [`it is ${SECRET}.`, 'it is [redacted].'],
  [
    [SECRET, 7, null],
    ['[redacted]', 7, null],
  ],
  [{ [`key ${SECRET}`]: `and ${SECRET}` }, { 'key [redacted]': 'and [redacted]' }],
  [{ a: [{ b: SECRET }] }, { a: [{ b: '[redacted]' }] }],
  [{ password: 'unknown' }, { password: '[redacted]' }],
  [{ password: 4815 }, { password: '[redacted]' }],
  [{ password: '' }, { password: '' }],
  [{ password: null }, { password: null }],
  [{ password: true }, { password: true }],
  [{ password: { a: 'x', b: ['y', 7, { c: '' }] } }, { password: { a: '[redacted]', b: ['[redacted]', '[redacted]', { c: '' }] } }],
  [
    { passwords: ['x'], name: 'y' },
    { passwords: ['[redacted]'], name: 'y' },
  ],
])('the value %j is shown as %j', async (value, expected) => {
  expect(await told(value)).toStrictEqual(expected);
});

test.each<[string, (held: unknown) => unknown]>([
  ['objects', (held) => ({ a: held })],
  ['lists', (held) => [held]],
])('of nested %s, ninety-nine levels are shown and deeper ones are cut', async (_what, wrap) => {
  const nested = (levels: number, inmost: unknown): unknown => Array.from({ length: levels }).reduce((held) => wrap(held), inmost);
  expect(await told(nested(99, 'in it'))).toStrictEqual(nested(99, 'in it'));
  expect(await told(nested(100, 'in it'))).toStrictEqual(nested(99, '…'));
});

const slot = (id: string, name: string, more: object = {}): object => ({ id, name, key: name, ...more });
const CARD = {
  title: 'Card',
  id: 'string.compose',
  address: 'root:kernel:string:0.0.1:compose',
  uuid: 'uuid-1',
  outputs: [],
  inputs: [slot('1', '_text_'), slot('2', 'Group/Name', { key: 'Name' }), slot('3', 'block', { flow: {} }), slot('4', 'not given')],
} as unknown as Card;
const INPUTS = new Map<string, unknown>([
  ['1', 'Hello {{{Name}}}'],
  ['2', 'you'],
  ['3', 'a flow'],
]);
const SHOWN = { text: 'Hello {{{Name}}}', 'Group/Name': 'you', 'not given': null };

test('the inputs of a card are shown by name, the text of a template as text, and inline flows not at all', async () => {
  const entry = { position: 0, card: CARD, flow: 'Flow', depth: 0, caller: -1, inputs: INPUTS, outputs: new Map([['output', 1]]), ms: 3 };
  const { cards } = await tell({}, { trace: { entries: [entry], dropped: 4, count: 5 } });
  expect(cards).toStrictEqual([
    {
      position: 0,
      title: 'Card',
      id: 'string.compose',
      address: 'root:kernel:string:0.0.1:compose',
      uuid: 'uuid-1',
      flow: 'Flow',
      depth: 0,
      face: 0,
      inputs: SHOWN,
      outputs: { output: 1 },
      ms: 3,
    },
  ]);
});

test("an error is shown with its card and that card's inputs, and an error without a card has no inputs", async () => {
  const known = Object.assign(new CardError('no', 409), { card: CARD, flow: 'Helper', inputs: INPUTS });
  const card = { title: 'Card', id: 'string.compose', address: 'root:kernel:string:0.0.1:compose', uuid: 'uuid-1' };
  const stopped = Object.assign(new RunStopped('cycle', 'round'), { card: CARD });
  const { status, error, ignored } = await tell({ error: known, ignored: [stopped, new CardError('nowhere')] });
  expect(status).toBe('error');
  expect(error).toStrictEqual({ kind: 'card', message: 'no', code: 409, flow: 'Helper', card, inputs: SHOWN });
  expect(ignored).toStrictEqual([
    { kind: 'cycle', message: 'round', flow: '', card, inputs: {} },
    { kind: 'card', message: 'nowhere', flow: '', inputs: {} },
  ]);
  expect([known.name, stopped.name]).toEqual(['CardError', 'RunStopped']);
});
