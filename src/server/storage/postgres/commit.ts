import type { SharedParts } from '../../../emulator/storage/sharing.js';
import type { StateSource } from '../../../emulator/storage/storage.js';
import { inSlices } from '../../../runtime/slices.js';
import type { CompanyRandom } from './company-random.js';
import type { Database, Session } from './database.js';
import type { KnownState } from './known-state.js';
import { mailText } from './mail-text.js';
import { readServiceVersion } from './service-version.js';
import { insertEntries, keepRecords, notifyOthers, replaceSeed, replaceState, upsertScope, upsertWindow } from './statements.js';
import { SERVICE, type Turn } from './turn.js';

/** What a commit needs to know of its process. */
export interface Committing {
  readonly process: string;
  readonly number: number;
  /** The name of the seed that the turn may have loaded. */
  readonly seedName: string;
  readonly db: Pick<Database, 'literal'>;
  readonly known: KnownState;
  readonly random: CompanyRandom;
  readonly source: StateSource;
  readonly parts: SharedParts;
}

/** What memory and database had in common when the turn began. */
export interface Start {
  readonly versionOf: (scope: string) => number;
  readonly random: number | undefined;
}

/** Writes the whole state of this moment as text. From now on, memory has the versions that the text has. */
export async function textOf(source: StateSource, known: KnownState): Promise<string> {
  const texts: string[] = [];
  const service = known.versionOf(SERVICE);
  const writing = inSlices(source.write({ service }, (text) => texts.push(text)));
  // The first text has everything but the companies.
  known.become(readServiceVersion(JSON.parse(`${texts[0]}]}`)));
  await writing;
  return texts.join('');
}

/** Commits what happened in a turn, all or nothing, in one round trip. Then the exchanges and emails have their numbers. */
export async function commit(own: Committing, session: Session, turn: Turn, start: Start): Promise<void> {
  assertInOrder(turn, start);
  const records = keepRecords(
    turn,
    turn.exchanges.map(({ exchange }) => JSON.stringify({ ...exchange, process: own.process })),
    turn.mails.map(({ mail }) => mailText(mail)),
    own.db.literal,
  );
  const statements = [...records, ...(await stateOf(own, turn, start)), notice(own, turn), 'COMMIT'];
  const results = await session.run(statements.join(';\n'));
  const [exchanges, mails] = results.slice(records.length - 2, records.length).map(({ rows }) => rows.map(({ id }) => Number(id)));
  turn.exchanges.forEach(({ exchange, numbered }, index) => {
    const id = exchanges?.[index] ?? 0;
    numbered(id);
    own.parts.journal.enter([{ ...exchange, id, process: own.process }]);
  });
  turn.mails.forEach(({ mail, enter }, index) => {
    enter({ ...mail, id: mails?.[index] ?? 0 });
  });
}

/** The statements that keep the state. */
async function stateOf({ db, known, random, source, seedName }: Committing, turn: Turn, start: Start): Promise<string[]> {
  const { literal } = db;
  if (turn.isReplaced) {
    const text = await textOf(source, known);
    const versions = [...known.versions].map(([scope, version]) => upsertScope(scope, version, undefined, literal));
    return [replaceState(text, literal), ...(turn.isSeeded ? [replaceSeed(seedName, text, literal)] : []), ...versions];
  }
  const statements = insertEntries(turn.entries, turn.exchanges.length === 1, literal);
  const scopes = new Set(turn.entries.map(({ scope }) => scope));
  const { asker } = turn;
  const drawn = asker === undefined || random.stateOf(asker.company) === start.random ? undefined : random.stateOf(asker.company);
  if (asker !== undefined && drawn !== undefined) scopes.add(asker.company);
  for (const scope of scopes)
    statements.push(upsertScope(scope, known.versionOf(scope), scope === asker?.company ? drawn : undefined, literal));
  const counted = asker?.window.counted();
  if (asker !== undefined && counted !== undefined) statements.push(upsertWindow(asker.window.key, JSON.stringify(counted), literal));
  return statements;
}

function notice({ number, db }: Committing, turn: Turn): string {
  const isReplaced = turn.isReplaced || turn.journalCleared !== undefined || turn.outboxCleared !== undefined;
  const scopes = turn.isReplaced ? [] : [...new Set(turn.entries.map(({ scope }) => scope))];
  return notifyOthers({ from: number, scopes, exchanges: turn.exchanges.length, hasMails: turn.mails.length > 0, isReplaced }, db.literal);
}

/** A turn holds the lock of its company alone, or of everything. */
function assertInOrder({ entries, company, isAlone, isReplaced }: Turn, start: Start): void {
  if (isReplaced && !isAlone) throw new Error('the state was replaced during a request');
  if (isReplaced) return;
  const versions = new Map<string, number>();
  for (const { scope, version } of entries) {
    if (!isAlone && scope !== company) throw new Error('a request changed more than its company');
    const before = versions.get(scope) ?? start.versionOf(scope);
    if (version !== before + 1) throw new Error('another process was faster');
    versions.set(scope, version);
  }
}
