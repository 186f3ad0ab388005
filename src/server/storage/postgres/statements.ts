import { CHANNEL } from './database.js';
import { companyLock, SERVICE_LOCK, WHOLE_LOCK } from './locks.js';
import { type PlacedEntry, SERVICE, type Turn } from './turn.js';

/** Texts of several statements, each for one round trip. A transaction needs two. */
export type Literal = (text: string) => string;

/** Reads what changed after the known versions, in the scopes. The results: epoch, scopes, entries. */
function changesAfter(scopes: readonly (readonly [scope: string, version: number])[], literal: Literal): string {
  const names = scopes.map(([scope]) => literal(scope)).join(', ');
  const newer = scopes.map(([scope, version]) => `(scope = ${literal(scope)} AND version > ${version})`).join(' OR ');
  return `SELECT epoch FROM state;
SELECT scope, version, random FROM scopes WHERE scope IN (${names});
SELECT scope, version, entry, request FROM entries WHERE ${newer} ORDER BY position`;
}

/** Begins the transaction of a request of one company. The results: two, then epoch, scopes, entries, rate windows. */
export function beginForCompany(company: string, windowKey: string, versionOf: (scope: string) => number, literal: Literal): string {
  const scopes = [SERVICE, company].map((scope) => [scope, versionOf(scope)] as const);
  return `BEGIN; SELECT pg_advisory_xact_lock_shared(${WHOLE_LOCK}), pg_advisory_xact_lock(${companyLock(company)});
${changesAfter(scopes, literal)};
SELECT counter FROM windows WHERE key = ${literal(windowKey)}`;
}

/** Begins a transaction without a company. The results: three, then all scopes. */
export function beginForAll(isAlone: boolean): string {
  const lock = isAlone
    ? `SELECT pg_advisory_xact_lock(${WHOLE_LOCK}); SELECT pg_advisory_xact_lock(${SERVICE_LOCK})`
    : `SELECT pg_advisory_xact_lock_shared(${WHOLE_LOCK}); SELECT 1`;
  return `BEGIN; ${lock}; SELECT scope, version, random FROM scopes`;
}

/** Begins the transaction that counts a fault. The results: two, then epoch, scopes, entries. */
export function beginForService(version: number, literal: Literal): string {
  return `BEGIN; SELECT pg_advisory_xact_lock(${SERVICE_LOCK}); ${changesAfter([[SERVICE, version]], literal)}`;
}

/** Reads changes in a transaction that has begun. */
export const readChanges = changesAfter;

/** Reads changes of one moment without a lock. The results: one, then epoch, scopes, entries, one. */
export function followChanges(scopes: readonly (readonly [string, number])[], literal: Literal): string {
  return `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${changesAfter(scopes, literal)}; COMMIT`;
}

/** Everything, at one moment. The results: one, then state, scopes, entries, journal, outbox, one. */
export function readEverything(exchanges: number, mails: number): string {
  return `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT epoch, snapshot FROM state;
SELECT scope, version, random FROM scopes;
SELECT scope, version, entry, request FROM entries ORDER BY position;
${readJournal(exchanges)};
${readOutbox(mails)};
COMMIT`;
}

export const readJournal = (count: number): string =>
  `SELECT id, exchange FROM (SELECT id, exchange FROM journal ORDER BY id DESC LIMIT ${count}) AS latest ORDER BY id`;
export const readOutbox = (count: number): string =>
  `SELECT id, mail, request FROM (SELECT id, mail, request FROM outbox ORDER BY id DESC LIMIT ${count}) AS latest ORDER BY id`;
export const readExchanges = (ids: readonly number[]): string =>
  `SELECT id, exchange FROM journal WHERE id IN (${ids.join(', ')}) ORDER BY id`;

/** Comes after the exchange, if the entries are of a request. */
export function insertEntries(entries: readonly PlacedEntry[], isOfRequest: boolean, literal: Literal): string[] {
  if (entries.length === 0) return [];
  const request = numberOf(isOfRequest);
  const rows = entries.map(({ scope, version, json }) => `(${literal(scope)}, ${version}, ${literal(json)}, ${request})`).join(', ');
  return [`INSERT INTO entries (scope, version, entry, request) VALUES ${rows}`];
}

export function upsertScope(scope: string, version: number, random: number | undefined, literal: Literal): string {
  return `INSERT INTO scopes (scope, version, random) VALUES (${literal(scope)}, ${version}, ${random ?? 'NULL'})
ON CONFLICT (scope) DO UPDATE SET version = excluded.version, random = coalesce(excluded.random, scopes.random)`;
}

export function upsertWindow(key: string, counter: string, literal: Literal): string {
  return `INSERT INTO windows (key, counter) VALUES (${literal(key)}, ${literal(counter)})
ON CONFLICT (key) DO UPDATE SET counter = excluded.counter, used_at = now()`;
}

export function replaceState(snapshot: string, literal: Literal): string {
  return `INSERT INTO state (epoch, snapshot) VALUES (1, ${literal(snapshot)})
ON CONFLICT (one) DO UPDATE SET epoch = state.epoch + 1, snapshot = excluded.snapshot;
DELETE FROM entries; DELETE FROM scopes; DELETE FROM windows`;
}

/** A reset returns to this state from now on. */
export function replaceSeed(name: string, snapshot: string, literal: Literal): string {
  return `INSERT INTO seed (name, document) VALUES (${literal(name)}, ${literal(snapshot)})
ON CONFLICT (one) DO UPDATE SET name = excluded.name, document = excluded.document`;
}

/** The whole state takes the place of its entries. Nothing else changes. */
export function compactState(snapshot: string, literal: Literal): string {
  return `UPDATE state SET snapshot = ${literal(snapshot)}; DELETE FROM entries`;
}

/** Clears and adds, one statement in each text. The last two results are the ids of the exchanges and of the emails. */
export function keepRecords(turn: Turn, exchanges: readonly string[], mails: readonly string[], literal: Literal): string[] {
  return [
    ...clear('journal', turn.journalCleared),
    ...clear('outbox', turn.outboxCleared),
    addExchanges(exchanges, literal),
    addMails(mails, turn.exchanges.length === 1, literal),
  ];
}

function clear(table: 'journal' | 'outbox', what: 'entries' | 'all' | undefined): string[] {
  if (what === undefined) return [];
  return [`DELETE FROM ${table}`, ...(what === 'all' ? [`SELECT setval('${table}_id_seq', 1, false)`] : [])];
}

function addExchanges(texts: readonly string[], literal: Literal): string {
  if (texts.length === 0) return 'SELECT NULL AS id WHERE false';
  return `INSERT INTO journal (exchange) VALUES ${texts.map((text) => `(${literal(text)})`).join(', ')} RETURNING id`;
}

function addMails(texts: readonly string[], isOfRequest: boolean, literal: Literal): string {
  if (texts.length === 0) return 'SELECT NULL AS id WHERE false';
  const request = numberOf(isOfRequest);
  return `INSERT INTO outbox (mail, request) VALUES ${texts.map((text) => `(${literal(text)}, ${request})`).join(', ')} RETURNING id`;
}

/** The number of the exchange that was just added, which only the database knows. */
function numberOf(isOfRequest: boolean): string {
  return isOfRequest ? "currval('journal_id_seq')" : 'NULL';
}

/** Changes an email, unless it is another one by now: numbers begin again after a reset. */
export function changeMail(id: number, before: string, after: string, literal: Literal): string {
  return `UPDATE outbox SET mail = ${literal(after)} WHERE id = ${id} AND mail = ${literal(before)}`;
}

/** Tells the others. Only the database knows the number of the last exchange. */
export function notifyOthers(notice: Notice, literal: Literal): string {
  const json = `${literal(JSON.stringify(notice))}::jsonb`;
  const payload = notice.exchanges > 0 ? `${json} || jsonb_build_object('lastExchange', currval('journal_id_seq'))` : json;
  return `SELECT pg_notify('${CHANNEL}', (${payload})::text)`;
}

/** What other processes are told of a commit. */
export interface Notice {
  /** The number of the process that made it. */
  readonly from: number;
  /** Scopes with new entries. */
  readonly scopes: readonly string[];
  /** The number of new exchanges. */
  readonly exchanges: number;
  readonly hasMails: boolean;
  /** The state, the journal or the outbox was replaced or cleared. */
  readonly isReplaced: boolean;
}

/** Keeps journal, outbox and rate windows small. Rows that another process removes are passed over. */
export function prune(exchanges: number, mails: number): string {
  const old = (table: string, count: number): string =>
    `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table}
WHERE id <= (SELECT max(id) FROM ${table}) - ${count} OR at < now() - interval '1 day' ORDER BY id LIMIT 5000 FOR UPDATE SKIP LOCKED)`;
  return `${old('journal', exchanges)}; ${old('outbox', mails)};
DELETE FROM windows WHERE key IN (SELECT key FROM windows WHERE used_at < now() - interval '1 hour' LIMIT 5000 FOR UPDATE SKIP LOCKED)`;
}
