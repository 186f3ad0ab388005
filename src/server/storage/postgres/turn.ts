import type { KeptExchange } from '../../../emulator/journal/record.js';
import type { SentMail } from '../../../emulator/outbox/outbox.js';
import type { Asker } from '../../../emulator/storage/sharing.js';

/** The scope of what belongs to no company: clock, faults, added companies. */
export const SERVICE = '';

/** An entry with its place among those of its scope. */
export interface PlacedEntry {
  readonly scope: string;
  readonly version: number;
  readonly json: string;
}

type Cleared = 'entries' | 'all';

/** What happens in memory between the start and the commit of a transaction. */
export class Turn {
  /** Undefined for a turn in which nobody else may change anything. */
  readonly asker: Asker | undefined;
  readonly isAlone: boolean;
  readonly entries: PlacedEntry[] = [];
  /** The whole state was replaced. */
  isReplaced = false;
  /** It was replaced by a seed, to which a reset returns. */
  isSeeded = false;
  readonly exchanges: { readonly exchange: KeptExchange; readonly numbered: (id: number) => void }[] = [];
  readonly mails: { readonly mail: SentMail; readonly enter: (numbered: SentMail) => void }[] = [];
  journalCleared: Cleared | undefined;
  outboxCleared: Cleared | undefined;
  /** It was committed, or will never be. What happens later belongs to no turn. */
  isOver = false;
  /** Why the turn can't be committed. */
  failure: unknown;

  constructor(asker: Asker | undefined, isAlone: boolean) {
    this.asker = asker;
    this.isAlone = isAlone;
  }

  get company(): string | undefined {
    return this.asker?.company;
  }

  /** True if something happened that only this process knows so far. */
  get isWritten(): boolean {
    const { isReplaced, entries, exchanges, mails } = this;
    return isReplaced || entries.length + exchanges.length + mails.length > 0;
  }

  clearJournal(what: Cleared): void {
    this.exchanges.length = 0;
    this.journalCleared = this.journalCleared === 'all' ? 'all' : what;
  }

  clearOutbox(what: Cleared): void {
    this.mails.length = 0;
    this.outboxCleared = this.outboxCleared === 'all' ? 'all' : what;
  }

  /** The state was replaced, so its entries are part of it. */
  replace(): void {
    this.isReplaced = true;
    this.entries.length = 0;
  }
}
