import { MAX_MAILS } from '../../../emulator/outbox/outbox.js';
import { inSlices } from '../../../runtime/slices.js';
import type { Session } from './database.js';
import type { EmulatorSide } from './emulator-side.js';
import type { KnownState } from './known-state.js';
import { type ReadChanges, readChangeRows, readExchangeRows, readMailRows, readState, readStoredEntry } from './read-rows.js';
import { readServiceVersion } from './service-version.js';
import { readChanges, readEverything } from './statements.js';
import { SERVICE } from './turn.js';

/** Brings the memory of this process to what the database has. */
export class Memory {
  readonly #known: KnownState;
  readonly #side: EmulatorSide;
  #isLoading = false;
  /** Entries since the whole state was written, as far as this process has seen them. */
  entriesSeen = 0;

  constructor(known: KnownState, side: EmulatorSide) {
    this.#known = known;
    this.#side = side;
  }

  /** The whole state is being read: what changes in memory now needs no entry. */
  get isLoading(): boolean {
    return this.#isLoading;
  }

  /** Loads everything. False if the database has no state yet. */
  async load(session: Session): Promise<boolean> {
    const { parts } = this.#side;
    const capacity = parts?.journal.capacity ?? 0;
    const [, state, scopes, entries, exchanges, mails] = await session.run(readEverything(capacity, MAX_MAILS));
    const head = readState(state);
    if (head?.snapshot === undefined) return false;
    this.#isLoading = true;
    try {
      await this.#loadState(JSON.parse(head.snapshot));
      this.#known.epoch = head.epoch;
      this.entriesSeen = 0;
      const changes = readChangeRows([state, scopes, entries]);
      this.#side.random?.restoreAll(changes.scopes);
      if (!this.apply(changes)) throw new Error('the entries of the state are incomplete');
    } finally {
      this.#isLoading = false;
    }
    parts?.rateLimit.forget();
    parts?.scim.rateLimit.reset();
    parts?.journal.replace(readExchangeRows(exchanges));
    parts?.outbox.replace(readMailRows(mails));
    return true;
  }

  async #loadState(document: unknown): Promise<void> {
    const { reader } = this.#side;
    this.#known.versions.clear();
    if (reader === undefined) return;
    await inSlices(reader.snapshot(document));
    this.#known.become(readServiceVersion(document));
  }

  /** Repeats the changes of others. False if some are missing: then everything has to be loaded. */
  apply({ epoch, scopes, entries }: ReadChanges): boolean {
    if (epoch !== this.#known.epoch) return false;
    // A company that a request of this process holds is never behind, so its random numbers stay.
    this.#side.random?.restoreAll(scopes.filter(({ scope, version }) => version > this.#known.versionOf(scope)));
    for (const entry of entries) {
      if (!this.#known.isNext(entry)) continue;
      const read = readStoredEntry(entry.entry);
      const { follow, reader } = this.#side;
      const cause = entry.request === null ? undefined : { request: entry.request };
      if (follow === undefined) reader?.entry(read, cause);
      else follow(read, cause);
      this.#known.versions.set(entry.scope, entry.version);
      this.entriesSeen++;
    }
    return scopes.every(({ scope, version }) => this.#known.versionOf(scope) >= version);
  }

  /** Catches up with all scopes in a transaction that has begun. */
  async catchUp(session: Session, all: ReadChanges['scopes']): Promise<boolean> {
    const behind = all.filter(({ scope, version }) => version > this.#known.versionOf(scope)).map(({ scope }) => scope);
    const scopes = [...new Set([SERVICE, ...behind])].map((scope) => [scope, this.#known.versionOf(scope)] as const);
    return this.apply(readChangeRows(await session.run(readChanges(scopes, session.literal))));
  }
}
