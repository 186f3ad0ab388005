import type { Client, ClientConfig, Pool, PoolClient, QueryResult } from 'pg';
import { messageOf } from '../../../util/error-message.js';
import { UserError } from '../../../util/user-error.js';

/** A database that can't be used as a state. The message never contains the password of the URL. */
export class StateDatabaseError extends UserError {
  override readonly name = 'StateDatabaseError';
}

/** How long a request may wait for the database, in ms. */
export interface TimeLimits {
  /** For the lock of a company. */
  readonly lock: number;
  /** For a connection, and for the response to a query. */
  readonly query: number;
  /** Until a transaction without a sign of life is ended by the database. */
  readonly idle: number;
}

const LIMITS: TimeLimits = { lock: 10_000, query: 15_000, idle: 5000 };
/** Connections for requests. Others wait. */
const MAX_CONNECTIONS = 10;

export const CHANNEL = 'expensify_emulator';

/** Runs several statements in one round trip and returns the result of each. */
export type Run = (sql: string) => Promise<QueryResult[]>;

/** A connection that has begun a transaction. */
export interface Session {
  readonly literal: (text: string) => string;
  readonly run: Run;
  /** After a failure, the connection is closed, which ends its transaction. */
  release(hasFailed: boolean): void;
}

/** The connections of a process to its database. */
export interface Database {
  session(): Promise<Session>;
  /** For the short transactions that another transaction waits for. */
  innerSession(): Promise<Session>;
  /** A connection of its own, to listen. */
  listener(): Client;
  readonly literal: (text: string) => string;
  readonly limits: TimeLimits;
  close(): Promise<void>;
}

/** Loads the driver, and connects with the first query. Throws StateDatabaseError without the driver, and for a URL that is not valid. */
export async function openDatabase(url: string, chosen: Partial<TimeLimits> = {}, load = () => import('pg')): Promise<Database> {
  assertURL(url);
  const { default: pg } = await load().catch((error: unknown) => {
    throw new StateDatabaseError(`--state with a PostgreSQL database needs the package pg: run npm install pg. (${messageOf(error)})`);
  });
  const limits = { ...LIMITS, ...chosen };
  const config: ClientConfig = {
    connectionString: url,
    application_name: 'expensify-emulator',
    connectionTimeoutMillis: limits.query,
    query_timeout: limits.query,
    keepAlive: true,
    options: `-c search_path=expensify_emulator -c lock_timeout=${limits.lock} -c idle_in_transaction_session_timeout=${limits.idle}`,
  };
  const pool = new pg.Pool({ ...config, max: MAX_CONNECTIONS });
  const inner = new pg.Pool({ ...config, max: 2 });
  // A connection that is lost between two queries fails the next one. It may also be lost after its release.
  for (const each of [pool, inner]) each.on('error', ignore).on('connect', (client) => client.on('error', ignore));
  return {
    session: () => sessionOf(pool, pg.escapeLiteral),
    innerSession: () => sessionOf(inner, pg.escapeLiteral),
    listener: () => new pg.Client({ ...config, query_timeout: 0 }),
    literal: pg.escapeLiteral,
    limits,
    close: async () => {
      await Promise.all([pool.end(), inner.end()]);
    },
  };
}

async function sessionOf(pool: Pool, literal: Session['literal']): Promise<Session> {
  const client: PoolClient = await pool.connect();
  return {
    literal,
    run: async (sql) => {
      const results: QueryResult | QueryResult[] = await client.query(sql);
      return Array.isArray(results) ? results : [results];
    },
    release: (hasFailed) => client.release(hasFailed),
  };
}

/** The connection is closed after a failure, which ends its transaction. */
export async function inSession<T>(open: () => Promise<Session>, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await open();
  let hasFailed = true;
  try {
    const result = await work(session);
    hasFailed = false;
    return result;
  } finally {
    session.release(hasFailed);
  }
}

function assertURL(url: string): void {
  try {
    const { password, pathname, search, hash } = new URL(url);
    decodeURIComponent(password);
    // An @ there is most likely the end of a password that was not encoded, and the host is a part of it.
    if (!`${pathname}${search}`.includes('@') && hash === '') return;
  } catch {
    // The error of the parser may repeat the URL with its password.
  }
  throw new StateDatabaseError(
    'The URL of --state is not valid. Write postgres://USER:PASSWORD@HOST:5432/DATABASE, and encode special characters of the password (@ as %40, / as %2F).',
  );
}

function ignore(): void {}
