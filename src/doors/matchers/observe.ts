import type { JournalEntry } from '../../emulator/journal/journal.js';
import type { SentMail } from '../../emulator/outbox/outbox.js';
import type { Snapshot } from '../../emulator/snapshot.js';

/** An emulator in this process. */
export interface LocalSubject {
  readonly journal: { entries(): readonly JournalEntry[] };
  readonly outbox: { list(): readonly SentMail[] };
  snapshot(): Snapshot;
}

/** An emulator in another process, reached through its console: `{ consoleUrl, consoleToken? }`. */
export interface RemoteSubject {
  readonly consoleUrl: string;
  readonly consoleToken?: string;
}

/** What the matchers look at, for both kinds of emulator. */
export interface Observed {
  readonly entries: readonly JournalEntry[];
  readonly mails: readonly SentMail[];
  readonly companies: Snapshot['companies'];
}

export type Part = keyof Observed;

export function isLocal(subject: unknown): subject is LocalSubject {
  return typeof subject === 'object' && subject !== null && 'journal' in subject && 'outbox' in subject && 'snapshot' in subject;
}

export function isRemote(subject: unknown): subject is RemoteSubject {
  return typeof subject === 'object' && subject !== null && 'consoleUrl' in subject && typeof subject.consoleUrl === 'string';
}

export function observeLocal(subject: LocalSubject, part: Part): Observed {
  return {
    entries: part === 'entries' ? subject.journal.entries() : [],
    mails: part === 'mails' ? subject.outbox.list() : [],
    companies: part === 'companies' ? subject.snapshot().companies : [],
  };
}

const PATHS = { entries: 'journal?limit=10000', mails: 'outbox', companies: 'state' } as const;

/** Reads one part from the console. Throws Error if the console does not respond. */
export async function observeRemote({ consoleUrl, consoleToken }: RemoteSubject, part: Part): Promise<Observed> {
  const headers: Record<string, string> = consoleToken === undefined ? {} : { authorization: `Bearer ${consoleToken}` };
  const response = await fetch(`${consoleUrl}/_emulator/${PATHS[part]}`, { headers });
  if (!response.ok) throw new Error(`The console at ${consoleUrl} returned HTTP ${response.status} for GET ${PATHS[part]}.`);
  return { entries: [], mails: [], companies: [], ...adapt(await response.json()) };
}

/** The console has the same version as this program, so its response has the expected shape. */
function adapt(answer: unknown): Partial<Observed> {
  return answer as Partial<Observed>;
}
