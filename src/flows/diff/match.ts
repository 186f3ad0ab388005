import type { Card } from '../export/model.js';

/** Items of both lists, and items of only one list; each in the order of its list. */
export interface Matched<T> {
  readonly pairs: readonly (readonly [before: T, after: T])[];
  readonly added: readonly T[];
  readonly removed: readonly T[];
  /** By their previous version. */
  readonly afterOf: ReadonlyMap<T, T>;
}

/** Matches by each key in turn; items that one key leaves unmatched are tried with the next. Items with the same key are matched in order. */
export function match<T>(before: readonly T[], after: readonly T[], keys: readonly ((item: T) => string | undefined)[]): Matched<T> {
  const afterOf = new Map<T, T>();
  const taken = new Set<T>();
  for (const keyOf of keys) {
    const waiting = new Map<string, T[]>();
    for (const item of after) {
      const key = taken.has(item) ? undefined : keyOf(item);
      if (key === undefined) continue;
      const same = waiting.get(key);
      if (same === undefined) waiting.set(key, [item]);
      else same.push(item);
    }
    for (const lists of waiting.values()) lists.reverse();
    for (const item of before) {
      if (afterOf.has(item)) continue;
      const found = waiting.get(keyOf(item) ?? '')?.pop();
      if (found === undefined) continue;
      afterOf.set(item, found);
      taken.add(found);
    }
  }
  return {
    pairs: before.flatMap((item) => {
      const found = afterOf.get(item);
      return found === undefined ? [] : [[item, found] as const];
    }),
    added: after.filter((item) => !taken.has(item)),
    removed: before.filter((item) => !afterOf.has(item)),
    afterOf,
  };
}

/** By UUID, which stays the same within a flow; in a copy, by id and title. */
export function matchCards(before: readonly Card[], after: readonly Card[]): Matched<Card> {
  return match(before, after, [({ id, uuid }) => `${id} ${uuid}`, (card) => `${card.id} ${titleOf(card)}`]);
}

/** The designer titles an Expand card with the UUID of the card it belongs to. */
export function titleOf({ id, title }: Card): string {
  return id === 'object.expand' ? 'Expand' : title;
}
