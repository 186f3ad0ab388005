import type { Card } from '../export/model.js';

/** What a run notes besides its result. It is as large as the export and the stubs, however long the run was. */
export interface RunRecord {
  /** Every card that ran, whatever the trace kept of it. */
  readonly cards: ReadonlySet<Card>;
  /** The positions of the stubs that answered a card, in the list that was given. */
  readonly stubs: ReadonlySet<number>;
  /** Takes the secrets of the run out of a text. */
  redact(text: string): Promise<string>;
}
