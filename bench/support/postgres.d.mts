/** A PostgreSQL of its own, on a free port, without a password. */
export interface TestPostgres {
  /** The URL of a new, empty database. */
  createDatabase(): Promise<string>;
  query(sql: string, url?: string): Promise<Record<string, unknown>[]>;
  /** Ends it at once, as a crash does. */
  stop(): Promise<void>;
  /** Starts it again, on the same port. */
  start(): Promise<void>;
  /** Stops all of its programs, so connections stay open and nothing responds, until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends it, and removes all data. */
  remove(): Promise<void>;
}

/** Why there is no PostgreSQL. Undefined if there is one. */
export const noPostgres: string | undefined;

/** Starts a PostgreSQL. Without `isDurable`, it does not wait for the disk. */
export function startPostgres(options?: { readonly isDurable?: boolean }): Promise<TestPostgres>;
