import type { Work } from '../../runtime/slices.js';
import type { Cause } from '../world/cause.js';
import type { WorldWrite } from '../world/world.js';
import type { StateEntry } from './entry.js';
import type { KeptParts } from './kept-parts.js';
import { DEFINITIONS, repeatEntry } from './repeat-entry.js';
import { readService, writeState } from './state-document.js';
import type { Storage } from './storage.js';
import { toStoredChange, toStoredTables } from './stored-rows.js';

/** Replaces the world and the random numbers by those of a snapshot. */
export type Restore = (document: unknown, counters?: Readonly<Record<string, Readonly<Record<string, number>>>>) => Work<void>;

/**
 * A change of so many rows is not appended but kept with the whole state, in slices: as an entry, it would block everything else.
 * Processes that share a state need the entry.
 */
const MAX_ROWS = 10_000;

/** Loads what a storage has kept, and keeps every later change there. */
export async function keepState(parts: KeptParts, storage: Storage, restore: Restore): Promise<void> {
  const versions = new Map<string, number>();
  await storage.load({
    *snapshot(document) {
      const service = readService(document);
      yield* restore(document, service?.counters);
      for (const [company, version] of Object.entries(service?.versions ?? {})) versions.set(company, version);
      if (service === undefined) return;
      parts.clock.restore(service.clock ?? undefined);
      parts.faults.restore(service.faults);
      parts.rateLimit.restoreMode(service.rateLimit);
    },
    entry: (entry, cause) => repeatEntry(parts, versions, entry, cause),
  });
  watchParts(parts, new Recorder(parts, storage, versions));
  await storage.begin({ write: (own, emit) => writeState(parts, versions, own, emit) });
}

function watchParts({ world, clock, faults, rateLimit }: KeptParts, recorder: Recorder): void {
  world.onWrite((write) => recorder.written(write));
  clock.watch(() => recorder.note({ kind: 'clock', setting: clock.setting ?? null, random: recorder.moved() }));
  rateLimit.watch(() => recorder.note({ kind: 'rate-limit', mode: rateLimit.mode }));
  faults.watch((change) => recorder.note({ ...change, random: recorder.moved() }));
}

/** Turns what happens into entries. */
class Recorder {
  readonly #parts: KeptParts;
  readonly #storage: Storage;
  readonly #versions: Map<string, number>;
  #random: number;
  /** The whole state is about to be kept, so no change needs an entry. */
  #isReplaced = false;
  #isRepeating = false;

  constructor(parts: KeptParts, storage: Storage, versions: Map<string, number>) {
    this.#parts = parts;
    this.#storage = storage;
    this.#versions = versions;
    this.#random = parts.random.state;
    storage.follow((entry, cause) => this.#repeat(entry, cause));
  }

  /** Makes a change that another process has made. */
  #repeat(entry: StateEntry, cause: Cause | undefined): void {
    this.#isRepeating = true;
    try {
      repeatEntry(this.#parts, this.#versions, entry, cause);
    } finally {
      this.#isRepeating = false;
      this.#random = this.#parts.random.state;
    }
  }

  note(entry: StateEntry): void {
    if (this.#isRepeating) return;
    if (this.#isReplaced) this.#storage.replaced();
    else this.#storage.append(entry);
  }

  /** The random numbers, if they have moved since the last entry. */
  moved(): number | undefined {
    const { state } = this.#parts.random;
    if (state === this.#random) return undefined;
    this.#random = state;
    return state;
  }

  written({ company, changes }: WorldWrite): void {
    if (this.#isRepeating) return;
    if (company === undefined) this.#replaced();
    else if (changes === undefined) this.#added(company);
    else if (changes.length > 0) this.#changed(company, changes);
    // A request that changed nothing may have drawn an id.
    else if (this.#parts.random.state !== this.#random) this.note({ kind: 'random', random: this.moved() });
  }

  #changed(company: string, changes: NonNullable<WorldWrite['changes']>): void {
    const version = (this.#versions.get(company) ?? 0) + 1;
    this.#versions.set(company, version);
    if (changes.length > MAX_ROWS && this.#storage.sharing === undefined) this.#storage.replaced();
    else
      this.note({
        kind: 'rows',
        company,
        version,
        rows: changes.map((change) => toStoredChange(DEFINITIONS, change)),
        random: this.moved(),
      });
  }

  #added(id: string): void {
    const image = this.#parts.world.companies.get(id)?.image();
    if (image === undefined) return;
    const { name, quirks } = image;
    this.note({ kind: 'company', id, name, quirks, tables: toStoredTables(image), random: this.moved() });
  }

  /** Whatever replaces the world resets the other parts in the same turn. */
  #replaced(): void {
    this.#versions.clear();
    this.#storage.replaced();
    if (this.#isReplaced) return;
    this.#isReplaced = true;
    queueMicrotask(() => {
      this.#isReplaced = false;
      this.#random = this.#parts.random.state;
    });
  }
}
