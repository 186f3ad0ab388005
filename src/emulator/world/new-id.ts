import type { Key, Rows } from './collection.js';

/**
 * An id that no row has. A snapshot used as a seed contains ids that were drawn from the same random numbers, so a drawn
 * id may already be in use.
 * @example newID(transaction.expenses, () => context.parts.ids.transaction())
 */
export function newID<K extends Key>(rows: Pick<Rows<object, K, never>, 'has'>, draw: () => K): K {
  for (;;) {
    const id = draw();
    if (!rows.has(id)) return id;
  }
}
