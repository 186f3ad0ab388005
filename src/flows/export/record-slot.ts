import type { Flow, Slot } from './model.js';
import { orderCards } from './order.js';

/** Where a helper that records are streamed to takes each of them; its type has the keys that the helper declares. */
export function recordSlot(helper: Flow): Slot | undefined {
  return orderCards(helper)
    .roots.flatMap(({ outputs }) => outputs)
    .find(({ key }) => key === 'Record');
}
