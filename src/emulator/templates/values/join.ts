import { assertItems, type Work } from '../limits.js';
import { Hash, Sequence, type Value } from './value.js';

/** Up to this many parts are searched one after the other. With more parts, the items are copied. */
const MAX_PARTS = 50;

/** The parts of a joined list, from left to right. */
const listParts = new WeakMap<Sequence, readonly Sequence[]>();

/** The items of both. Each copied item is a step. Throws TemplateLimitError if there are too many to copy. */
export function joinSequences(left: Sequence, right: Sequence, work: Work): Sequence {
  const all = [...(listParts.get(left) ?? [left]), ...(listParts.get(right) ?? [right])];
  const size = left.size + right.size;
  if (all.length > MAX_PARTS) {
    assertItems(size);
    work.spend(size);
    return Sequence.of(all.flatMap((part) => [...part]));
  }
  const joined = new Sequence(size, (index) => (index < left.size ? left.get(index) : right.get(index - left.size)));
  listParts.set(joined, all);
  return joined;
}

/** The parts of a joined hash, from left to right. */
const hashParts = new WeakMap<Hash, readonly Hash[]>();

/** The keys of both; those of the second win. Each copied key is a step. */
export function joinHashes(left: Hash, right: Hash, work: Work): Hash {
  const all = [...(hashParts.get(left) ?? [left]), ...(hashParts.get(right) ?? [right])];
  if (all.length > MAX_PARTS) return copyOf(all, work);
  const keys = (): readonly string[] => [...new Set(all.flatMap((part) => part.keys()))];
  const joined = new Hash((key) => right.get(key) ?? left.get(key), keys);
  hashParts.set(joined, all);
  return joined;
}

function copyOf(all: readonly Hash[], work: Work): Hash {
  const entries = new Map<string, Value>();
  for (const part of all) {
    const keys = part.keys();
    work.spend(keys.length);
    for (const key of keys) entries.set(key, part.get(key) ?? entries.get(key));
  }
  return Hash.of(entries);
}
