import type { CardCall } from '../engine/card-call.js';
import { CardError } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import { toFlag } from '../engine/values.js';
import { callFlow, flowOf, forEach, itemInput, passedOn, soleValue } from './call-flow.js';
import { card } from './define-card.js';

/** Cards that run a helper: once, later, or for each item. */
export const CALLS = [
  card('control.spawn', 'Call Flow', 'documented', async (call) => (await callFlow(call, 'flo', { values: passedOn(call, 'flo') })).output),
  card(
    'control.run',
    'Call Flow Async',
    'documented',
    callLater,
    "The called flow runs after the calling flow, which continues without waiting. Its errors are reported but don't fail the run.",
  ),
  card('control.times', 'Repeat', 'documented', repeat),
  card('list.each', 'For Each', 'documented', each),
  card('list.asyncEach', 'For Each - Ignore Errors', 'documented', eachIgnoringErrors),
  card('list.map', 'Map', 'documented', mapList, "The helper's first output is the new item."),
  card('list.filter', 'Filter Custom', 'documented', filterList, "The helper's first output says whether an item is kept."),
  card(
    'list.reduce',
    'Reduce',
    'documented',
    reduce,
    "The helper's first output is the memo for the next item, which the helper gets in an input named memo.",
  ),
  card('object.map', 'Map to List', 'assumed', mapObject, 'The helper gets the key and value of each entry.'),
  card(
    'object.process',
    'Map',
    'assumed',
    processObject,
    'The helper gets the key and value of each entry; its first output is the new value.',
  ),
];

const OWN = ['list', 'flo', 'concurrency'];
/** Maximum number of waiting calls, so a flow that calls itself this way can't fill the memory. */
const MAX_LATER = 10_000;

function callLater(call: CardCall): Outputs {
  if (call.run.later.length >= MAX_LATER)
    throw new CardError(`More than ${MAX_LATER} flows are waiting to run. Check whether a flow calls itself.`);
  call.run.later.push({ flow: flowOf(call, 'flo'), input: { values: passedOn(call, 'flo') }, scope: call.scope, card: call.card });
  return {};
}

const MAX_REPEATS = 1_000_000;

async function repeat(call: CardCall): Promise<Outputs> {
  const count = Math.min(MAX_REPEATS, Math.max(0, Math.floor(call.number('count'))));
  const values = passedOn(call, 'count', 'flo', 'concurrency');
  await forEach(call, Array.from({ length: count }), async (_, index) => {
    await callFlow(call, 'flo', { values, index });
  });
  return {};
}

async function each(call: CardCall): Promise<Outputs> {
  await forEach(call, call.list('list'), async (item, index) => {
    await callFlow(call, 'flo', itemInput(call, item, index, ...OWN));
  });
  return {};
}

/** Number of errors kept in the result; more would be repetitive. */
const MAX_IGNORED = 100;

async function eachIgnoringErrors(call: CardCall): Promise<Outputs> {
  await forEach(call, call.list('list'), async (item, index) => {
    try {
      await callFlow(call, 'flo', itemInput(call, item, index, ...OWN));
    } catch (error) {
      if (!(error instanceof CardError)) throw error;
      if (call.run.ignored.length < MAX_IGNORED) call.run.ignored.push(error);
    }
  });
  return {};
}

async function mapList(call: CardCall): Promise<Outputs> {
  const mapped: unknown[] = [];
  await forEach(call, call.list('list'), async (item, index) => {
    mapped[index] = soleValue(await callFlow(call, 'flo', itemInput(call, item, index, ...OWN)));
  });
  return { 'new list': mapped };
}

async function filterList(call: CardCall): Promise<Outputs> {
  const kept: boolean[] = [];
  const items = call.list('list');
  await forEach(call, items, async (item, index) => {
    kept[index] = toFlag(soleValue(await callFlow(call, 'flo', itemInput(call, item, index, ...OWN))), call.run.semantics);
  });
  return { list: items.filter((_, index) => kept[index]) };
}

async function reduce(call: CardCall): Promise<Outputs> {
  let memo = call.get('memo');
  // The designer shows memo twice: the start value, and the helper's input of the same name.
  for (const [index, item] of call.list('list').entries()) {
    const { values } = itemInput(call, item, index, 'list', 'flo');
    const left = await callFlow(call, 'flo', { values: new Map([...values, ['memo', memo]]), index });
    memo = soleValue(left);
  }
  return { item: memo ?? null };
}

async function mapObject(call: CardCall): Promise<Outputs> {
  const mapped: unknown[] = [];
  await forEach(call, Object.entries(call.object('object')), async ([key, value], index) => {
    mapped[index] = soleValue(await callEntry(call, 'flo', key, value, index));
  });
  return { 'new list': mapped };
}

async function processObject(call: CardCall): Promise<Outputs> {
  // The catalogue names no inputs for this card, so they are found by their types.
  const byType = (type: string): string => call.card.inputs.find((slot) => slot.type === type)?.name ?? type;
  const entries: [string, unknown][] = [];
  for (const [index, [key, value]] of Object.entries(call.object(byType('object'))).entries()) {
    entries.push([key, soleValue(await callEntry(call, byType('flo'), key, value, index))]);
  }
  return call.single(Object.fromEntries(entries));
}

async function callEntry(call: CardCall, flo: string, key: string, value: unknown, index: number): ReturnType<typeof callFlow> {
  const { values } = itemInput(call, { key, value }, index, 'object', 'Object', flo, 'concurrency');
  return callFlow(call, flo, { values: new Map([...values, ['key', key], ['value', value]]), item: { key, value }, index });
}
