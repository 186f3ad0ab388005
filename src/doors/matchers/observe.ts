import type { JournalEntry } from '../../emulator/journal/journal.js';
import type { SentMail } from '../../emulator/outbox/outbox.js';
import type { Snapshot } from '../../emulator/snapshot.js';

/** An emulator in this process. */
export interface LocalSubject {
  readonly journal: { entries(): readonly JournalEntry[] };
  readonly outbox: { list(): readonly SentMail[] };
  snapshot(): Snapshot;
}

/** An emulator somewhere else, known by its console: `{ consoleUrl, consoleToken? }`. */
export interface RemoteSubject {
  readonly consoleUrl: string;
  readonly consoleToken?: string;
}

/** What there is to look at, of either. */
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

/** Asks the console for one part. Throws Error when nobody answers there. */
export async function observeRemote({ consoleUrl, consoleToken }: RemoteSubject, part: Part): Promise<Observed> {
  const headers: Record<string, string> = consoleToken === undefined ? {} : { authorization: `Bearer ${consoleToken}` };
  const response = await fetch(`${consoleUrl}/_emulator/${PATHS[part]}`, { headers });
  if (!response.ok) throw new Error(`The console at ${consoleUrl} answered HTTP ${response.status} to GET ${PATHS[part]}.`);
  return { entries: [], mails: [], companies: [], ...adapt(await response.json()) };
}

/** The console is ours and of the same version: its answer is what this program sends. */
function adapt(answer: unknown): Partial<Observed> {
  return answer as Partial<Observed>;
}
