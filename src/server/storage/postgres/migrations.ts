import type { Run } from './database.js';
import { StateDatabaseError } from './database.js';
import { MIGRATION_LOCK } from './locks.js';

/** The steps from an empty database to the tables of this version. A published step never changes. docs/internals/decisions/shared-state.md explains the tables. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE state (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     epoch bigint NOT NULL,
     snapshot text NOT NULL);
   CREATE TABLE seed (one boolean PRIMARY KEY DEFAULT true CHECK (one), name text NOT NULL, document text NOT NULL);
   CREATE SEQUENCE processes;
   CREATE TABLE scopes (scope text PRIMARY KEY, version bigint NOT NULL, random bigint);
   CREATE TABLE entries (
     position bigserial NOT NULL,
     scope text NOT NULL,
     version bigint NOT NULL,
     entry text NOT NULL,
     PRIMARY KEY (scope, version));
   CREATE INDEX entries_by_position ON entries (position);
   CREATE TABLE windows (key text PRIMARY KEY, counter text NOT NULL, used_at timestamptz NOT NULL DEFAULT now());
   CREATE TABLE journal (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), exchange text NOT NULL);
   CREATE TABLE outbox (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), mail text NOT NULL, request bigint)`,
  'ALTER TABLE entries ADD COLUMN request bigint',
];

/**
 * Creates or upgrades the tables, and returns a number for this process. Processes that start at the same time do it one after the other.
 * Throws StateDatabaseError.
 */
export async function migrate(run: Run): Promise<number> {
  await run(`BEGIN; SET LOCAL lock_timeout = '60s'; SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
  await run(`CREATE SCHEMA IF NOT EXISTS expensify_emulator;
    CREATE TABLE IF NOT EXISTS migrations (version int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())`);
  const [result] = await run('SELECT coalesce(max(version), 0) AS version FROM migrations');
  const version = Number(result?.rows[0]?.version ?? 0);
  if (version > MIGRATIONS.length)
    throw new StateDatabaseError(
      `The tables were written by a newer version of expensify-emulator (${version}; this version reads ${MIGRATIONS.length}). Upgrade, or choose another database with --state.`,
    );
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index >= version) await run(`${sql}; INSERT INTO migrations (version) VALUES (${index + 1})`);
  }
  const [, processes] = await run(`COMMIT; SELECT nextval('processes') AS number`);
  return Number(processes?.rows[0]?.number);
}
