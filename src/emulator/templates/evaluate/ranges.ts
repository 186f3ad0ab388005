import { EvaluationError } from '../errors.js';
import type { RangeKind } from '../syntax/tree.js';
import { toIndex, toText } from '../values/coerce.js';
import { Decimal } from '../values/decimal.js';
import { Sequence, type Value } from '../values/value.js';

/** Slicing also depends on how the range was written. */
class Range extends Sequence {
  constructor(
    size: number,
    get: (index: number) => Value,
    readonly kind: RangeKind,
  ) {
    super(size, get);
  }
}

/** The numbers of a range, up or down. @example rangeOf('exclusive', 1, 3) // 1, 2 */
export function rangeOf(kind: RangeKind, from: number, to: number | undefined): Sequence {
  if (to === undefined) return new Range(0, () => Decimal.from(from), 'open');
  const distance = kind === 'length' ? Math.abs(to) : Math.abs(to - from) + (kind === 'inclusive' ? 1 : 0);
  const step = (kind === 'length' ? to : to - from) < 0 ? -1 : 1;
  return new Range(distance, (index) => Decimal.from(from + index * step), kind);
}

/**
 * The part of a list or a string in a range: up to the end for a range without an end, and as much as exists for
 * a range by length. Throws EvaluationError for positions outside of it.
 */
export function sliceOf(target: Value, range: Sequence): Value {
  const source = target instanceof Sequence ? target : toText(target);
  const size = typeof source === 'string' ? source.length : source.size;
  const kind = range instanceof Range ? range.kind : 'inclusive';
  const first = range.size > 0 || kind === 'open' ? toIndex(range.get(0)) : 0;
  const step = range.size > 1 ? toIndex(range.get(1)) - first : 1;
  const available = step > 0 ? size - first : first + 1;
  const length = kind === 'open' ? available : kind === 'length' ? Math.min(range.size, available) : range.size;
  if (length < 0 || length > available || first < 0 || (length > 0 && first >= size)) {
    throw new EvaluationError(`The range starts at ${first}, which is outside of the ${size} items or characters.`);
  }
  if (typeof source !== 'string') return new Sequence(length, (index) => source.get(first + index * step));
  if (step < 0 && length > 1) throw new EvaluationError('A range of a string cannot go down.');
  return source.slice(first, first + length);
}
