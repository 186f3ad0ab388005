import type { ObjectValue } from './values.js';

/** What a card gives back: values by the names of its outputs, or the order to leave the flow. */
export type Outputs = ReadonlyMap<string, unknown> | ObjectValue;

/** The flow, or the block the card stands in, ends here. */
export class Leave {
  constructor(
    readonly kind: 'returned' | 'stopped',
    readonly output: ReadonlyMap<string, unknown>,
    /** Why, for Continue If. */
    readonly message?: string,
  ) {}
}
