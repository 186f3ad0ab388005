import type { Database } from './database.js';
import type { EmulatorSide } from './emulator-side.js';
import type { Gate } from './gate.js';
import type { Replica } from './replica.js';
import type { Transactions } from './transactions.js';
import type { Turns } from './turns.js';

/** What the parts of a state in PostgreSQL have in common. */
export interface Context {
  readonly db: Database;
  readonly side: EmulatorSide;
  readonly gate: Gate;
  readonly replica: Replica;
  readonly turns: Turns;
  readonly transactions: Transactions;
  /** Tells the user, without the password of the URL. */
  report(what: string, error: unknown): void;
  /** Resolves when a request can begin: earlier changes are kept, and memory is as new as the database was. */
  ready(): Promise<void>;
}
