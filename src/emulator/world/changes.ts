import { STRIDE, type Work } from '../../runtime/slices.js';
import type { EmailOf } from './collection.js';
import type { Transaction } from './company.js';
import { emailOf } from './people.js';

/** One change of a request, in readable form. Without `before` the row was added, without `after` it was removed. */
export interface WorldChange {
  /** The name that seeds and snapshots use: `accounts`, `members`. */
  readonly collection: string;
  /** Contains email addresses instead of account numbers: `nina@acme.example`, `A1B2C3D4E5F60001/nina@acme.example`. */
  readonly key: string;
  /** The document, as in a snapshot. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** The first changes of a request, and whether there were more. */
export interface Changes {
  readonly changes: readonly WorldChange[];
  readonly isMore: boolean;
}

/** A feed may change 250,000 people, more than anyone reads. */
const MAX_CHANGES = 100;

/** What a transaction would change, in readable form. At most 100 changes. Call it before the commit. */
export function* describeChanges(transaction: Transaction): Work<Changes> {
  const { company } = transaction;
  const before = (accountID: number): string => emailOf(company, accountID);
  const after = (accountID: number): string => emailOf(transaction, accountID);
  const changes: WorldChange[] = [];
  let steps = 0;
  for (const change of transaction.changes()) {
    if (++steps % STRIDE === 0) yield STRIDE;
    const definition = company.definitions.find(({ name }) => name === change.collection);
    const shown = change.after ?? change.before;
    if (definition === undefined || shown === undefined) continue;
    if (changes.length === MAX_CHANGES) return { changes, isMore: true };
    const { document } = definition;
    const show = (row: object, naming: EmailOf): unknown => document.summarize?.(row, naming) ?? document.write(row, naming);
    const noted: { -readonly [K in keyof WorldChange]: WorldChange[K] } = {
      collection: change.collection,
      // People who are removed too only have an address before.
      key: document.showKey?.(shown, change.after === undefined ? before : after) ?? String(change.key),
    };
    if (change.before !== undefined) noted.before = show(change.before, before);
    if (change.after !== undefined) noted.after = show(change.after, after);
    changes.push(noted);
  }
  return { changes, isMore: false };
}
