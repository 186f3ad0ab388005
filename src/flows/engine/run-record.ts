import type { Card } from '../export/model.js';

/** What a run records in addition to its result. Its size depends on the export and the stubs, not on the length of the run. */
export interface RunRecord {
  /** Every card that ran, whatever the trace kept of it. */
  readonly cards: ReadonlySet<Card>;
  /** The positions of the stubs that answered a card, in the list that was given. */
  readonly stubs: ReadonlySet<number>;
  /** Takes the secrets of the run out of a text. */
  redact(text: string): Promise<string>;
}
