import { MAX_MAILS } from '../../../emulator/outbox/outbox.js';
import { textOf } from './commit.js';
import type { Context } from './context.js';
import { inSession } from './database.js';
import { readScopes } from './read-rows.js';
import { beginForAll, compactState, prune } from './statements.js';

/** After so many entries, the whole state takes their place. */
const MAX_ENTRIES = 5000;
/** Old exchanges are removed after so many requests of this process. */
const REQUESTS_UNTIL_PRUNED = 100;

/** Keeps the tables small, beside the requests. */
export class Tidying {
  readonly #context: Context;
  readonly #maxEntries: number;
  #untilPruned = REQUESTS_UNTIL_PRUNED;
  #compacting: Promise<void> | undefined;

  constructor(context: Context, maxEntries = MAX_ENTRIES) {
    this.#context = context;
    this.#maxEntries = maxEntries;
  }

  afterRequest(): void {
    const { db, replica, report, side } = this.#context;
    if (--this.#untilPruned <= 0) {
      this.#untilPruned = REQUESTS_UNTIL_PRUNED;
      const size = side.parts?.journal.capacity ?? 0;
      void inSession(db.session, (session) => session.run(prune(size, MAX_MAILS))).catch((error) => report('Old rows stay', error));
    }
    if (replica.memory.entriesSeen < this.#maxEntries || this.#compacting !== undefined) return;
    replica.memory.entriesSeen = 0;
    this.#compacting = this.#compact()
      .catch((error) => report('The entries stay', error))
      .finally(() => {
        this.#compacting = undefined;
      });
  }

  /** Resolves when no compaction runs. */
  async settled(): Promise<void> {
    await this.#compacting;
  }

  async #compact(): Promise<void> {
    const { db, gate, replica, side } = this.#context;
    await gate.alone(() =>
      inSession(db.session, async (session) => {
        const [, , , all] = await session.run(beginForAll(true));
        const [counted] = await session.run('SELECT count(*) AS entries FROM entries');
        // Another process may have done it.
        const isDue = Number(counted?.rows[0]?.entries) >= this.#maxEntries / 2;
        if (!isDue || !(await replica.isCurrent(session, readScopes(all)))) await session.run('ROLLBACK');
        else await session.run(`${compactState(await textOf(side.begun().source, replica.known), session.literal)}; COMMIT`);
      }),
    );
  }
}
