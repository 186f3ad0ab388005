import { EvaluationError } from '../errors.js';
import { calculate } from '../evaluate/operators.js';
import { assertItems, assertTextLength } from '../limits.js';
import { hasContent, toBoolean, toHash, toIndex, toSequence, toText } from '../values/coerce.js';
import { Decimal } from '../values/decimal.js';
import { EMPTY, Hash, Sequence, type Value } from '../values/value.js';
import { type BuiltIn, type BuiltInContext, ofLoop, ofMissing, ofValue } from './define-built-in.js';

type Keep = (items: Sequence, keeps: (item: Value) => boolean, context: BuiltInContext) => Value[];

/** Takes a lambda or a function that returns whether to keep an item. */
const filtering = (keep: Keep): BuiltIn =>
  ofValue((value, [test], context) => {
    const keeps = (item: Value): boolean => toBoolean(context.call(test, [item]));
    return Sequence.of(keep(toSequence(value), keeps, context));
  }, 1);

/** Built-ins of lists and hashes, and those that tolerate missing values. */
export const LISTS: Readonly<Record<string, BuiltIn>> = {
  size: ofValue((value) => Decimal.from(value instanceof Hash ? value.keys().length : toSequence(value).size)),
  first: ofValue((value) => itemAt(toSequence(value), 0)),
  last: ofValue((value) => itemAt(toSequence(value), toSequence(value).size - 1)),
  reverse: ofValue((value) => reversed(toSequence(value))),
  keys: ofValue((value) => Sequence.of(toHash(value).keys())),
  values: ofValue((value) =>
    Sequence.of(
      toHash(value)
        .keys()
        .map((key) => toHash(value).get(key)),
    ),
  ),
  join: ofValue(join, 1, 3),
  seq_contains: ofValue((value, [wanted], context) => indexIn(toSequence(value), wanted, context) >= 0, 1),
  seq_index_of: ofValue((value, [wanted], context) => Decimal.from(indexIn(toSequence(value), wanted, context)), 1),
  map: ofValue(
    (value, [change], context) => Sequence.of(counted(toSequence(value), context).map((item) => context.call(change, [item]))),
    1,
  ),
  filter: filtering((items, keeps, context) => counted(items, context).filter(keeps)),
  take_while: filtering((items, keeps, context) => counted(items, context).slice(0, countWhile(items, keeps))),
  drop_while: filtering((items, keeps, context) => counted(items, context).slice(countWhile(items, keeps))),
  chunk: ofValue((value, [size], context) => chunked(counted(toSequence(value), context), toIndex(size)), 1),
  has_content: ofMissing((value) => hasContent(value)),
  exists: ofMissing((value) => value !== undefined),
  default: ofMissing((value, args) => value ?? args.find((arg) => arg !== undefined), 1, 20),
  has_next: ofLoop(({ hasNext }) => hasNext),
  index: ofLoop(({ index }) => Decimal.from(index)),
  counter: ofLoop(({ index }) => Decimal.from(index + 1)),
  is_first: ofLoop(({ index }) => index === 0),
  is_last: ofLoop(({ hasNext }) => !hasNext),
  is_odd_item: ofLoop(({ index }) => index % 2 === 0),
  is_even_item: ofLoop(({ index }) => index % 2 === 1),
  item_parity: ofLoop(({ index }) => (index % 2 === 0 ? 'odd' : 'even')),
  item_parity_cap: ofLoop(({ index }) => (index % 2 === 0 ? 'Odd' : 'Even')),
  item_cycle: ofLoop(({ index }, args) => args[index % args.length], 1, 100),
};

/** The items, each counted as a step. */
function counted(items: Sequence, context: BuiltInContext): Value[] {
  assertItems(items.size);
  const all: Value[] = [];
  for (const item of items) {
    context.spend();
    all.push(item);
  }
  return all;
}

function countWhile(items: Sequence, keeps: (item: Value) => boolean): number {
  assertItems(items.size);
  let count = 0;
  while (count < items.size && keeps(items.get(count))) count++;
  return count;
}

function itemAt(items: Sequence, index: number): Value {
  return items.size === 0 ? undefined : items.get(index);
}

function reversed(items: Sequence): Sequence {
  return new Sequence(items.size, (index) => items.get(items.size - 1 - index));
}

/** Missing items print as nothing between their separators. */
function join(value: Value, [separator, empty, end]: readonly Value[], context: BuiltInContext): string {
  const items = counted(toSequence(value), context);
  if (items.length === 0) return empty === undefined ? '' : toText(empty);
  const texts = items.filter((item) => item !== undefined).map(toText);
  const between = toText(separator);
  assertTextLength(texts.reduce((length, each) => length + each.length + between.length, 0));
  return texts.join(between) + (end === undefined ? '' : toText(end));
}

/** Items of another kind do not match and are not an error. */
function indexIn(items: Sequence, wanted: Value, context: BuiltInContext): number {
  return counted(items, context).findIndex((item) => {
    if (item === undefined || wanted === undefined) return item === wanted;
    try {
      return calculate('==', item, wanted, context) === true;
    } catch (error) {
      if (error instanceof EvaluationError) return false;
      throw error;
    }
  });
}

function chunked(items: readonly Value[], size: number): Sequence {
  if (size < 1) throw new EvaluationError('?chunk takes a size of 1 or more.');
  const chunks: Value[] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(Sequence.of(items.slice(start, start + size)));
  return chunks.length === 0 ? EMPTY : Sequence.of(chunks);
}
