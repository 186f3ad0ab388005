import { messageOf } from '../../../util/error-message.js';
import type { Context } from './context.js';
import { inSession, type Session } from './database.js';
import { readScopes, readState } from './read-rows.js';
import { beginForAll } from './statements.js';
import { Turn } from './turn.js';

/** Changes that a call of the library makes outside of any request. They have a turn of their own, which is committed soon. */
export class OutsideChanges {
  readonly #context: Context;
  #turn: Turn | undefined;
  #flushing: Promise<void> | undefined;
  /** Why the last change is not kept. */
  problem: string | undefined;

  constructor(context: Context) {
    this.#context = context;
  }

  /** The turn to which a change belongs that happens now. */
  turn(): Turn {
    const turn = this.#context.turns.now();
    if (turn !== undefined) return turn;
    if (this.#turn === undefined) {
      this.#turn = new Turn(undefined, true);
      queueMicrotask(() => void this.flushed());
    }
    return this.#turn;
  }

  settled(): Promise<void> | undefined {
    return this.#turn === undefined && this.#flushing === undefined ? undefined : this.flushed();
  }

  flushed(): Promise<void> {
    this.#flushing ??= this.#flush().finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  async #flush(): Promise<void> {
    await Promise.resolve();
    const { db, gate } = this.#context;
    while (this.#turn !== undefined)
      await gate.alone(() => inSession(db.session, (session) => this.#keep(session))).catch((error) => this.#notKept(error));
  }

  async #keep(session: Session): Promise<void> {
    const { replica, transactions } = this.#context;
    const [, , , all] = await session.run(beginForAll(true));
    const [state] = await session.run('SELECT epoch FROM state');
    const turn = this.#turn;
    this.#turn = undefined;
    if (turn === undefined) return;
    if (readState(state)?.epoch !== replica.known.epoch && !turn.isReplaced) throw new Error('another process has replaced the state');
    const versions = new Map(readScopes(all).map(({ scope, version }) => [scope, version]));
    await transactions.commit(session, turn, { versionOf: (scope) => versions.get(scope) ?? 0, random: undefined });
    this.problem = undefined;
  }

  #notKept(error: unknown): void {
    this.#turn = undefined;
    this.#context.replica.isStale = true;
    this.problem = `The last change could not be kept in the database: ${messageOf(error)}`;
    this.#context.report('A change was not kept', error);
  }
}
