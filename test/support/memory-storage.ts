import type { StateEntry } from '../../src/emulator/storage/entry.js';
import type { StateReader, StateSource, Storage } from '../../src/emulator/storage/storage.js';
import { atOnce, inSlices } from '../../src/runtime/slices.js';

/** What several storages share: the model of a database. */
export interface SharedState {
  snapshot: string | undefined;
  entries: string[];
  readonly followers: Map<object, (entry: StateEntry) => void>;
}

export function createSharedState(): SharedState {
  return { snapshot: undefined, entries: [], followers: new Map() };
}

/** An entry whose company was changed by somebody else in the meantime. */
export class VersionConflictError extends Error {}

/** The storage that is easiest to understand. It keeps everything at once, as text, and tells the other storages of the same state. */
export class MemoryStorage implements Storage {
  readonly #shared: SharedState;
  #source: StateSource | undefined;
  position = 0;

  constructor(shared: SharedState) {
    this.#shared = shared;
  }

  async load(reader: StateReader): Promise<void> {
    const { snapshot, entries } = this.#shared;
    if (snapshot !== undefined) await inSlices(reader.snapshot(JSON.parse(snapshot)));
    for (const entry of entries) reader.entry(JSON.parse(entry));
  }

  async begin(source: StateSource): Promise<void> {
    this.#source = source;
    if (this.#shared.snapshot === undefined) this.#writeAll();
  }

  append(entry: StateEntry): void {
    this.position++;
    if (entry.kind === 'rows' && entry.version !== this.#versionOf(entry.company) + 1) throw new VersionConflictError(entry.company);
    const text = JSON.stringify(entry);
    this.#shared.entries.push(text);
    for (const [storage, follower] of this.#shared.followers) if (storage !== this) follower(JSON.parse(text));
  }

  replaced(): void {
    this.position++;
    queueMicrotask(() => this.#writeAll());
  }

  settled(): undefined {
    return undefined;
  }

  problem(): undefined {
    return undefined;
  }

  follow(listener: (entry: StateEntry) => void): () => void {
    this.#shared.followers.set(this, listener);
    return () => this.#shared.followers.delete(this);
  }

  async close(): Promise<void> {
    await this.abandon();
  }

  async abandon(): Promise<void> {
    this.#shared.followers.delete(this);
  }

  #versionOf(company: string): number {
    const { service } = JSON.parse(this.#shared.snapshot ?? '{}');
    const entries = this.#shared.entries.map((text): StateEntry => JSON.parse(text));
    const last = entries.findLast((entry) => entry.kind === 'rows' && entry.company === company);
    return last?.kind === 'rows' ? last.version : (service?.versions?.[company] ?? 0);
  }

  #writeAll(): void {
    let text = '';
    const source = this.#source;
    if (source === undefined) return;
    atOnce(
      source.write({}, (part) => {
        text += part;
      }),
    );
    this.#shared.snapshot = text;
    this.#shared.entries = [];
  }
}
