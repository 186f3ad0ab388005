import { assertItems } from '../limits.js';
import { Hash, Sequence } from './value.js';

/** Joined lists are looked into one after the other; after so many of them the items are copied, as looking takes the stack. */
const MAX_DEPTH = 50;
const depths = new WeakMap<Sequence | Hash, number>();

/** The items of both. Throws TemplateLimitError when there are too many to be copied. */
export function joinSequences(left: Sequence, right: Sequence): Sequence {
  const joined = new Sequence(left.size + right.size, (index) => (index < left.size ? left.get(index) : right.get(index - left.size)));
  if (!isTooDeep(joined, left, right)) return joined;
  assertItems(joined.size);
  return Sequence.of([...joined]);
}

/** The keys of both; those of the second win. */
export function joinHashes(left: Hash, right: Hash): Hash {
  const keys = (): readonly string[] => [...new Set([...left.keys(), ...right.keys()])];
  const joined = new Hash((key) => right.get(key) ?? left.get(key), keys);
  if (!isTooDeep(joined, left, right)) return joined;
  return Hash.of(new Map(keys().map((key) => [key, joined.get(key)])));
}

function isTooDeep<T extends Sequence | Hash>(joined: T, left: T, right: T): boolean {
  const depth = Math.max(depths.get(left) ?? 0, depths.get(right) ?? 0) + 1;
  depths.set(joined, depth);
  return depth > MAX_DEPTH;
}
