import type { Work } from '../../runtime/slices.js';
import type { Cause } from '../world/cause.js';
import type { StateEntry } from './entry.js';
import type { Sharing } from './sharing.js';

/**
 * Where an emulator keeps its state. The state is what `load` gave, followed by the entries that were appended since, until `replaced`
 * makes the source's whole state the new beginning. Without a storage, nothing is kept and nothing is written.
 */
export interface Storage {
  /** Passes the kept state to `reader`, in order: nothing if there is none yet. */
  load(reader: StateReader): Promise<void>;
  /** Starts keeping. From now on the storage may ask `source` for the whole state at any time. Called once, after `load`. */
  begin(source: StateSource): Promise<void>;
  /**
   * Keeps a change that was just made. An entry with rows states the version that the company has after it: a storage that others write
   * to as well must refuse an entry whose version is not the next one. It must not throw otherwise: what can't be kept is a `problem`.
   */
  append(entry: StateEntry): void;
  /** The state has changed in a way that no entry describes, such as a reset. The source has the state as soon as this turn ends. */
  replaced(): void;
  /** Grows with each `append` and `replaced`. */
  readonly position: number;
  /** Resolves when everything before this call is kept, or is known as a `problem`. Undefined if there is nothing to wait for. */
  settled(): Promise<void> | undefined;
  /** Why the last change is not kept. Undefined if it is. */
  problem(): string | undefined;
  /** Entries that others appended to the same state, in order, until the returned function is called. */
  follow(listener: Repeat): () => void;
  /** Keeps what is not kept yet, and releases the state for others. Rejects if it can't be kept. */
  close(): Promise<void>;
  /** Set if several processes use the same state at once. */
  readonly sharing?: Sharing;
  /** Releases the state without keeping anything, because the start failed. */
  abandon(): Promise<void>;
}

/** Makes a change again. `cause` is the request it came from, as far as the storage knows that. */
export type Repeat = (entry: StateEntry, cause?: Cause) => void;

/** Takes in what a storage has kept. Throws an error for a state that can't be read. */
export interface StateReader {
  /** The whole state at one moment, as `StateSource` wrote it. Comes first, if at all. */
  snapshot(document: unknown): Work<void>;
  readonly entry: Repeat;
}

/** The whole state, for a storage that starts anew. */
export interface StateSource {
  /** Writes the state of the first step as JSON, with pauses. `own` is added to it, for the storage itself. */
  write(own: object, emit: (text: string) => void): Work<void>;
}
