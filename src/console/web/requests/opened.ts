import type { JournalEntry } from '../../../emulator/journal/journal.js';
import type { Outcome } from '../../explain/outcome.js';
import type { Why } from '../../explain/why.js';

/** A request as its page shows it. */
export type Opened = JournalEntry & { readonly decodedJob?: unknown; readonly outcome: Outcome; readonly why?: Why };
