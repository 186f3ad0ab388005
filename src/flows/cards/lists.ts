import { isObject } from '../../util/is-object.js';
import type { CardCall } from '../engine/card-call.js';
import { compare } from '../engine/compare.js';
import { CardError } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import { SameSet } from '../engine/same-set.js';
import { getPath, isSame, toList, toObject, toText } from '../engine/values.js';
import { card } from './define-card.js';

/** List cards that call no helper; those that do are in calls.ts. */
export const LISTS = [
  card(
    'list.construct',
    'Construct',
    'measured',
    (call) => ({ list: call.others().map(([, value]) => value ?? null) }),
    'Assumed: an input without a value becomes a null item.',
  ),
  card('list.at', 'At', 'documented', at),
  card('list.length', 'Length', 'measured', (call) => ({ length: call.list('list').length })),
  card(
    'list.pluck',
    'Pluck',
    'measured',
    (call) => ({
      values: call.list('list').map((item) => getPath(item, call.text('key')) ?? null),
    }),
    'Assumed: the key can be a path, and an item without it results in null.',
  ),
  card('list.join', 'List to Text', 'measured', (call) => ({
    string: call
      .list('list')
      .map((item) => toText(item, call.run.semantics))
      .join(call.text('delimiter')),
  })),
  card('list.findBy', 'Find', 'documented', findBy, 'If nothing is found, there is no item and the index is -1.'),
  card('list.filterBy', 'Filter', 'measured', (call) => ({ list: call.list('list').filter(matcher(call)) })),
  card(
    'list.shift',
    'Get First Item',
    'measured',
    (call) => ({ item: call.list('list')[0] ?? null, list: call.list('list').slice(1) }),
    'Assumed: the item of an empty list is null.',
  ),
  card(
    'list.pop',
    'Get Last Item',
    'measured',
    (call) => ({
      item: call.list('list').at(-1) ?? null,
      list: call.list('list').slice(0, -1),
    }),
    'Assumed: the item of an empty list is null.',
  ),
  card('list.push', 'Add to End', 'measured', (call) => ({ list: [...call.list('list'), call.get('item') ?? null] })),
  card('list.concat', 'Combine All', 'documented', (call) => ({
    output: call.others().flatMap(([, value]) => call.counted(toList(value))),
  })),
  card('list.flatten', 'Flatten', 'measured', (call) => ({
    list: call.list('lists').flatMap((item) => (Array.isArray(item) ? item : [item])),
  })),
  card(
    'list.includes',
    'Includes',
    'measured',
    (call) => ({
      result: call.list('list').some((item) => isSame(item, call.get('value'))),
    }),
    'Assumed: "1" is not equal to 1, and objects are equal if their contents are equal.',
  ),
  card('list.uniqueBy', 'Remove Duplicates', 'documented', uniqueBy, 'Keeps the first of equal items.'),
  card('list.union', 'Union (Combine Unique)', 'measured', (call) => ({
    union: unique(call.others().flatMap(([, value]) => call.counted(toList(value)))),
  })),
  card('list.difference', 'Difference', 'measured', (call) => {
    const others = new SameSet(call.list('list2'));
    return { list: call.list('list1').filter((item) => !others.has(item)) };
  }),
  card('list.intersection', 'Intersection', 'measured', (call) => {
    const others = new SameSet(call.list('list2'));
    return { list: unique(call.list('list1').filter((item) => others.has(item))) };
  }),
  card(
    'list.sortBy',
    'Sort',
    'documented',
    sortBy,
    'Sorts from the smallest to the largest. Assumed: numbers come before texts, and items without a value at the path come last.',
  ),
  card('list.groupBy', 'Group By', 'documented', groupBy, 'Returns an object of lists. The keys are the values at the path, as text.'),
  card('list.collapse', 'Collapse', 'documented', collapse, 'Merges a list of objects into one; later keys win.'),
  card(
    'list.sample',
    'Sample',
    'documented',
    sample,
    'Assumed: no item is drawn twice, and the items are in the order they were drawn. The draw depends on the seed.',
  ),
];

function at(call: CardCall): Outputs {
  const list = call.list('list');
  const index = call.number('index');
  if (!Number.isInteger(index) || index < 0 || index >= list.length) throw new CardError('Array index out of bounds');
  return { item: list[index] ?? null };
}

/** Compares an item, or its field at `path`, with `comparison`; the types decide how. */
function matcher(call: CardCall): (item: unknown) => boolean {
  const [path, operator, comparison] = [call.text('path'), call.text('operator'), call.get('comparison')];
  const types = { left: typeAt(call.slot('list')?.type, path), right: call.slot('comparison')?.type };
  // "in" searches a list for each item.
  const weight = Array.isArray(comparison) ? comparison.length : 0;
  return (item) => {
    call.run.budget.spend(weight);
    return compare(getPath(item, path), operator, comparison, types);
  };
}

/** The type that an export declares for a path: `{ hired: { type: 'Date' } }` at `hired` is Date. */
function typeAt(type: unknown, path: string): unknown {
  if (path === '') return type;
  // Same lookup as for values: a key may contain a dot.
  const keys = isObject(type) && Object.hasOwn(type, path) ? [path] : path.split('.');
  return keys.reduce<unknown>((held, key) => {
    const field = isObject(held) && Object.hasOwn(held, key) ? held[key] : undefined;
    return isObject(field) ? field.type : field;
  }, type);
}

function findBy(call: CardCall): Outputs {
  const list = call.list('list');
  const index = list.findIndex(matcher(call));
  return { item: list[index] ?? null, index };
}

function uniqueBy(call: CardCall): Outputs {
  const path = call.text('path');
  return { 'unique list': unique(call.list('list'), (item) => getPath(item, path)) };
}

function unique(items: readonly unknown[], key: (item: unknown) => unknown = (item) => item): unknown[] {
  const seen = new SameSet();
  return items.filter((item) => seen.add(key(item)));
}

function sortBy(call: CardCall): Outputs {
  const path = call.text('path');
  return { 'sorted list': call.list('list').toSorted((one, other) => order(getPath(one, path), getPath(other, path))) };
}

function order(one: unknown, other: unknown): number {
  const [left, right] = [rank(one), rank(other)];
  if (left !== right) return left - right;
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [first, second] = [String(one), String(other)];
  return first < second ? -1 : first > second ? 1 : 0;
}

function rank(value: unknown): number {
  return typeof value === 'number' ? 0 : value === null || value === undefined ? 2 : 1;
}

function groupBy(call: CardCall): Outputs {
  // The catalogue names no inputs for this card, so they are found by their types.
  const list = call.counted(toList(call.get(call.card.inputs.find(({ isList }) => isList)?.name ?? 'list')));
  const path = toText(
    call.get(call.card.inputs.find(({ isList, type }) => !isList && type === 'string')?.name ?? 'path'),
    call.run.semantics,
  );
  const groups = new Map<string, unknown[]>();
  for (const item of list) {
    const key = toText(getPath(item, path), call.run.semantics);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return call.single(Object.fromEntries(groups));
}

function collapse(call: CardCall): Outputs {
  return { output: Object.fromEntries(call.list('list').flatMap((item) => Object.entries(toObject(item)))) };
}

function sample(call: CardCall): Outputs {
  const list = [...call.counted(toList(call.get(call.card.inputs.find(({ isList }) => isList)?.name ?? 'list')))];
  const count = call.number(call.card.inputs.find(({ type }) => type === 'number')?.name ?? 'count');
  const drawn: unknown[] = [];
  while (drawn.length < count && list.length > 0) {
    const at = call.run.random.integer(0, list.length - 1);
    drawn.push(list[at]);
    // The last item moves to this position: removing from the middle would move all items after it.
    list[at] = list.at(-1);
    list.pop();
  }
  return call.single(drawn);
}
