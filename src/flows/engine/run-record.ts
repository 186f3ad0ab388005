import type { Card } from '../export/model.js';

/** Data that a run records in addition to its result. Its size depends on the export and the stubs, not on the length of the run. */
export interface RunRecord {
  /** All cards that ran, even those that the trace did not keep. */
  readonly cards: ReadonlySet<Card>;
  /** The positions, in the given list, of the stubs that were used. */
  readonly stubs: ReadonlySet<number>;
  /** Removes the run's secrets from a text. */
  redact(text: string): Promise<string>;
}
