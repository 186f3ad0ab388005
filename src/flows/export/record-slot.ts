import type { Flow, Slot } from './model.js';
import { orderCards } from './order.js';

/** The input of a helper that receives the records streamed to it; its type has the keys that the helper declares. */
export function recordSlot(helper: Flow): Slot | undefined {
  return orderCards(helper)
    .roots.flatMap(({ outputs }) => outputs)
    .find(({ key }) => key === 'Record');
}
