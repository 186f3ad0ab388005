import type { JournalEntry } from '../../../emulator/journal/journal.js';
import type { Outcome } from '../../explain/outcome.js';
import type { Why } from '../../explain/why.js';

/** A request as its page shows it. */
export interface Opened extends JournalEntry {
  readonly decodedJob?: unknown;
  readonly outcome: Outcome;
  readonly why?: Why;
  /** True if a fault cut the connection. */
  readonly isCut?: true;
}
