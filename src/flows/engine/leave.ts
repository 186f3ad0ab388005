import type { ObjectValue } from './values.js';

/** The result of a card: values by output name, or the instruction to leave the flow. */
export type Outputs = ReadonlyMap<string, unknown> | ObjectValue;

/** The flow ends here, or the block that contains the card. */
export class Leave {
  constructor(
    readonly kind: 'returned' | 'stopped',
    readonly output: ReadonlyMap<string, unknown>,
    /** The reason, for Continue If. */
    readonly message?: string,
  ) {}
}
