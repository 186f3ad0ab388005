import { type Database, inSession, type Session } from './database.js';
import type { EmulatorSide } from './emulator-side.js';
import type { Gate } from './gate.js';
import { KnownState } from './known-state.js';
import { Memory } from './memory.js';
import type { ReadChanges } from './read-rows.js';

/** The copy of the state that this process has in memory. */
export class Replica {
  readonly known = new KnownState();
  readonly memory: Memory;
  /** It may be ahead of the database, or behind it by more than entries, so it is loaded again before the next request. */
  isStale = false;
  readonly #db: Database;
  readonly #gate: Gate;
  #reloading: Promise<void> | undefined;

  constructor(db: Database, gate: Gate, side: EmulatorSide) {
    this.#db = db;
    this.#gate = gate;
    this.memory = new Memory(this.known, side);
  }

  /** Loads everything again, while nothing else happens. */
  reload(): Promise<void> {
    this.#reloading ??= this.#gate
      .alone(() => this.reloadNow())
      .finally(() => {
        this.#reloading = undefined;
      });
    return this.#reloading;
  }

  async reloadNow(): Promise<void> {
    const isLoaded = await inSession(this.#db.innerSession, (session) => this.memory.load(session));
    if (!isLoaded) throw new Error('the database has lost its state');
    this.isStale = false;
  }

  /** Under the locks over everything: true if memory is, or now becomes, what the database has. */
  async isCurrent(session: Session, all: ReadChanges['scopes']): Promise<boolean> {
    if (this.isStale || !(await this.memory.catchUp(session, all))) return false;
    return this.known.isKept([...this.known.versions.keys()], all);
  }
}
