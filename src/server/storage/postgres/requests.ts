import type { Answer, Asker } from '../../../emulator/storage/sharing.js';
import type { WireRequest, WireResponse } from '../../../emulator/wire/message.js';
import type { Start } from './commit.js';
import type { Context } from './context.js';
import { inSession, type Session } from './database.js';
import { readChangeRows, readCounter, readScopes } from './read-rows.js';
import { beginForAll, beginForCompany } from './statements.js';
import type { Tidying } from './tidying.js';
import { Turn } from './turn.js';
import { unavailable } from './unavailable.js';

/** How often a request begins again because the state was replaced meanwhile. */
const MAX_TRIES = 5;

/** Runs each request in a transaction at the version of its company. */
export class Requests {
  readonly #context: Context;
  readonly #tidying: Tidying;

  constructor(context: Context, tidying: Tidying) {
    this.#context = context;
    this.#tidying = tidying;
  }

  answer(answer: Answer): Answer {
    return (request) => (this.#context.turns.now() === undefined ? this.#respond(answer, request) : answer(request));
  }

  async #respond(answer: Answer, request: WireRequest): Promise<WireResponse> {
    try {
      return await this.#inTurn(request, answer);
    } catch (error) {
      this.#context.report('A request was not kept', error);
      // A door refuses a request whether it is kept or not.
      return request.refusal ?? unavailable();
    }
  }

  async #inTurn(request: WireRequest, answer: Answer): Promise<WireResponse> {
    const { gate, side } = this.#context;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      await this.#context.ready();
      const asker = side.parts?.askerOf(request);
      const response = await gate.enter(asker?.company, () => this.#attempt(request, answer, asker));
      if (response !== undefined) {
        this.#tidying.afterRequest();
        return response;
      }
    }
    throw new Error('the state is replaced all the time');
  }

  /** Undefined if the request has to begin again. */
  #attempt(request: WireRequest, answer: Answer, asker: Asker | undefined): Promise<WireResponse | undefined> {
    const { db, replica, side, transactions } = this.#context;
    return inSession(db.session, async (session) => {
      if (replica.isStale) return undefined;
      const start = await this.#begin(session, asker);
      if (start === undefined || side.parts?.askerOf(request)?.company !== asker?.company) {
        await session.run('ROLLBACK');
        return undefined;
      }
      return transactions.run(session, new Turn(asker, false), start, () => answer(request));
    });
  }

  /** Locks and catches up. Undefined if that is not enough, and everything has to be loaded. */
  async #begin(session: Session, asker: Asker | undefined): Promise<Start | undefined> {
    const { replica, side } = this.#context;
    const isCaughtUp = asker === undefined ? await this.#catchUpWithAll(session) : await this.#catchUpWith(session, asker);
    if (!isCaughtUp || replica.isStale) {
      replica.isStale = true;
      return undefined;
    }
    const versions = new Map(replica.known.versions);
    return { versionOf: (scope) => versions.get(scope) ?? 0, random: asker && side.random?.stateOf(asker.company) };
  }

  async #catchUpWithAll(session: Session): Promise<boolean> {
    const [, , , all] = await session.run(beginForAll(false));
    return this.#context.replica.memory.catchUp(session, readScopes(all));
  }

  async #catchUpWith(session: Session, { company, window }: Asker): Promise<boolean> {
    const { replica, side } = this.#context;
    const versionOf = (scope: string): number => replica.known.versionOf(scope);
    const [, , ...read] = await session.run(beginForCompany(company, window.key, versionOf, session.literal));
    const changes = readChangeRows(read);
    if (!replica.memory.apply(changes) || !replica.known.isKept([company], changes.scopes)) return false;
    side.random?.restoreAll(changes.scopes);
    window.recount(readCounter(read[3]));
    return true;
  }
}
