import type { Soon } from '../../../runtime/soon.js';
import { every } from '../../../runtime/timer.js';
import { commit, type Start } from './commit.js';
import type { Database, Session } from './database.js';
import type { EmulatorSide } from './emulator-side.js';
import type { Replica } from './replica.js';
import type { SharedSeed } from './shared-seed.js';
import type { Turn } from './turn.js';
import type { Turns } from './turns.js';

/** What a transaction needs of the rest. */
interface Parts {
  readonly db: Database;
  readonly side: EmulatorSide;
  readonly replica: Replica;
  readonly turns: Turns;
  readonly seed: SharedSeed;
}

/** Runs turns in transactions that have begun, and commits them. */
export class Transactions {
  readonly #process: string;
  readonly #parts: Parts;
  /** The number that the database gave to this process. */
  number = 0;

  constructor(process: string, parts: Parts) {
    this.#process = process;
    this.#parts = parts;
  }

  /** Runs the work of a turn in memory, and commits it. */
  async run<T>(session: Session, turn: Turn, start: Start, work: () => Soon<T>): Promise<T> {
    const stop = this.#signsOfLife(session, turn);
    let result: T;
    try {
      result = await this.#parts.turns.within(turn, async () => work());
    } catch (error) {
      // What the work has changed is in memory only. Work that changed nothing was refused, such as an invalid seed.
      if (turn.isWritten) this.#parts.replica.isStale = true;
      throw error;
    } finally {
      stop();
      turn.isOver = true;
    }
    await this.commit(session, turn, start);
    return result;
  }

  async commit(session: Session, turn: Turn, start: Start): Promise<void> {
    const { db, side, replica, seed } = this.#parts;
    try {
      if (turn.failure !== undefined) throw turn.failure;
      const own = { process: this.#process, number: this.number, seedName: seed.nextName(), db, known: replica.known, ...side.begun() };
      await commit(own, session, turn, start);
      if (turn.isSeeded) seed.isNow(own.seedName);
      if (turn.isReplaced) replica.known.epoch++;
      replica.memory.entriesSeen = turn.isReplaced ? 0 : replica.memory.entriesSeen + turn.entries.length;
    } catch (error) {
      // Memory may be ahead of the database now.
      replica.isStale = true;
      throw error;
    }
  }

  /** The database ends a transaction of a process that has stopped. */
  #signsOfLife(session: Session, turn: Turn): () => void {
    return every(this.#parts.db.limits.idle / 5, () => {
      session.run('SELECT 1').catch((error: unknown) => {
        turn.failure ??= error;
      });
    });
  }
}
