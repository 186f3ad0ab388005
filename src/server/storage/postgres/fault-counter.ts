import type { FaultEffect } from '../../../emulator/faults/faults.js';
import type { Soon } from '../../../runtime/soon.js';
import type { Context } from './context.js';
import { inSession, type Session } from './database.js';
import { readChangeRows } from './read-rows.js';
import { beginForService, insertEntries, upsertScope } from './statements.js';
import { SERVICE, Turn } from './turn.js';

/** Counts requests for the armed faults, together with the other processes. */
export class FaultCounter {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  next(job: string, company: string): Soon<FaultEffect | undefined> {
    const faults = this.#context.side.parts?.faults;
    if (faults === undefined || faults.list().length === 0) return undefined;
    const turn = this.#context.turns.now();
    if (turn === undefined || turn.isAlone) return faults.next(job, company);
    return this.#count(turn, () => faults.next(job, company)).catch((error: unknown) => {
      turn.failure ??= error;
      throw error;
    });
  }

  /** A transaction of its own, so that a long request keeps nobody else from counting. */
  #count(turn: Turn, next: () => FaultEffect | undefined): Promise<FaultEffect | undefined> {
    const { db, replica, turns } = this.#context;
    return inSession(db.innerSession, async (session) => {
      await this.#begin(session);
      const counting = new Turn(turn.asker, false);
      const effect = turns.within(counting, next);
      counting.isOver = true;
      try {
        await session.run(this.#keepCounts(session, counting));
      } catch (error) {
        replica.isStale = true;
        throw error;
      }
      replica.memory.entriesSeen += counting.entries.length;
      return effect;
    });
  }

  /** Locks and catches up. A count on other faults than the database has would fire one twice. */
  async #begin(session: Session): Promise<void> {
    const { replica } = this.#context;
    const [, , ...read] = await session.run(beginForService(replica.known.versionOf(SERVICE), session.literal));
    const changes = readChangeRows(read);
    if (!replica.isStale && replica.memory.apply(changes) && replica.known.isKept([SERVICE], changes.scopes)) return;
    replica.isStale = true;
    throw new Error('the state was replaced');
  }

  #keepCounts({ literal }: Session, { entries }: Turn): string {
    const version = this.#context.replica.known.versionOf(SERVICE);
    const upsert = entries.length === 0 ? [] : [upsertScope(SERVICE, version, undefined, literal)];
    return [...insertEntries(entries, false, literal), ...upsert, 'COMMIT'].join(';\n');
  }
}
