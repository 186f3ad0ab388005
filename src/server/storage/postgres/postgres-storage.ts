import { AsyncLocalStorage } from 'node:async_hooks';
import type { FaultEffect } from '../../../emulator/faults/faults.js';
import { MAX_MAILS } from '../../../emulator/outbox/outbox.js';
import type { StateEntry } from '../../../emulator/storage/entry.js';
import type { Answer, Asker, SharedParts, Sharing } from '../../../emulator/storage/sharing.js';
import type { StateReader, StateSource, Storage } from '../../../emulator/storage/storage.js';
import type { WireRequest, WireResponse } from '../../../emulator/wire/message.js';
import type { World } from '../../../emulator/world/world.js';
import type { Random } from '../../../runtime/random.js';
import type { Soon } from '../../../runtime/soon.js';
import { every, within } from '../../../runtime/timer.js';
import { messageOf } from '../../../util/error-message.js';
import { commit, type Start, textOf } from './commit.js';
import { CompanyRandom } from './company-random.js';
import { type Database, openDatabase, type Session, StateDatabaseError, shownURL, type TimeLimits } from './database.js';
import { Follower, type News } from './follower.js';
import { Gate } from './gate.js';
import { KnownState } from './known-state.js';
import { Memory } from './memory.js';
import { migrate } from './migrations.js';
import { type ReadChanges, readChangeRows, readCounter, readExchangeRows, readMailRows, readScopes, readState } from './read-rows.js';
import {
  beginForAll,
  beginForCompany,
  beginForService,
  compactState,
  followChanges,
  insertEntries,
  prune,
  readExchanges,
  readJournal,
  readOutbox,
  replaceState,
  upsertScope,
} from './statements.js';
import { SERVICE, Turn } from './turn.js';
import { unavailable } from './unavailable.js';

export interface PostgresOptions {
  /** The name of this process in the journal. */
  readonly process: string;
  /** Told why a request or a change could not be kept. */
  readonly onProblem: (problem: string) => void;
  readonly limits?: Partial<TimeLimits>;
}

/** How often a request begins again because the state was replaced meanwhile. */
const MAX_TRIES = 5;
/** After so many entries, the whole state takes their place. */
const MAX_ENTRIES = 5000;
/** Old exchanges are removed after so many new ones of this process. */
const EXCHANGES_UNTIL_PRUNED = 100;

/**
 * A state in PostgreSQL, which any number of processes use at once. docs/internals/decisions/shared-state.md explains the tables and
 * locks. Throws StateDatabaseError if the driver is missing.
 */
export async function openPostgresStorage(url: string, options: PostgresOptions): Promise<Storage> {
  return new PostgresStorage(url, await openDatabase(url, options.limits), options);
}

class PostgresStorage implements Storage, Sharing {
  readonly #url: string;
  readonly #db: Database;
  readonly #options: PostgresOptions;
  readonly #current = new AsyncLocalStorage<Turn>();
  readonly #known = new KnownState();
  readonly #gate: Gate;
  readonly #memory: Memory;
  readonly #follower: Follower;
  #random: CompanyRandom | undefined;
  #reader: StateReader | undefined;
  #source: StateSource | undefined;
  #parts: SharedParts | undefined;
  #listener: ((entry: StateEntry) => void) | undefined;
  /** The memory may be ahead of the database, or behind it by more than entries. */
  #isStale = false;
  #reloading: Promise<void> | undefined;
  /** Changes outside of any turn, which a call of the library made. */
  #outside: Turn | undefined;
  #flushing: Promise<void> | undefined;
  #problem: string | undefined;
  #untilPruned = EXCHANGES_UNTIL_PRUNED;
  #isClosed = false;
  position = 0;

  constructor(url: string, db: Database, options: PostgresOptions) {
    this.#url = url;
    this.#db = db;
    this.#options = options;
    this.#gate = new Gate(db.limits.lock);
    this.#memory = new Memory(this.#known, {
      reader: () => this.#reader,
      follow: () => this.#listener,
      parts: () => this.#parts,
      random: () => this.#random,
    });
    this.#follower = new Follower(db.listener, options.process, (news) => this.#look(news));
  }

  get sharing(): Sharing {
    return this;
  }

  get process(): string {
    return this.#options.process;
  }

  random(base: Random, world: World): Random {
    this.#random = new CompanyRandom(base, world, () => this.#current.getStore()?.company);
    return this.#random;
  }

  // --- Storage

  async load(reader: StateReader): Promise<void> {
    this.#reader = reader;
    try {
      await this.#inSession(async (session) => migrate(session.run));
      await this.#follower.start();
      await this.#inSession((session) => this.#memory.load(session));
    } catch (error) {
      throw this.#unusable(error);
    }
  }

  /** The process that comes first gives the database its own state. */
  async begin(source: StateSource): Promise<void> {
    this.#source = source;
    if (this.#known.epoch > 0) return;
    const isFirst = await this.#inSession(async (session) => {
      await session.run(beginForAll(true));
      const [state] = await session.run('SELECT epoch FROM state');
      const isEmpty = state?.rows.length === 0;
      await session.run(isEmpty ? `${replaceState(await textOf(source, this.#known), session.literal)}; COMMIT` : 'COMMIT');
      return isEmpty;
    });
    if (isFirst) this.#known.epoch = 1;
    else await this.#reloadNow();
  }

  append(entry: StateEntry): void {
    if (this.#memory.isLoading) return;
    const turn = this.#turn();
    // The whole state will be written.
    const placed = turn.isReplaced ? undefined : this.#known.place(entry);
    if (placed === undefined) return;
    this.position++;
    turn.entries.push(placed);
  }

  replaced(): void {
    if (this.#memory.isLoading) return;
    this.position++;
    this.#known.replaced();
    this.#turn().replace();
  }

  settled(): Promise<void> | undefined {
    return this.#outside === undefined && this.#flushing === undefined ? undefined : this.#flushed();
  }

  problem(): string | undefined {
    return this.#problem;
  }

  follow(listener: (entry: StateEntry) => void): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = undefined;
    };
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    await this.#flushed();
    await within(
      this.#gate.alone(async () => {}).catch(() => {}),
      this.#db.limits.lock,
      undefined,
    );
    await this.abandon();
  }

  async abandon(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await within(this.#follower.close(), this.#db.limits.idle, undefined);
    await within(this.#db.close(), this.#db.limits.idle, undefined);
  }

  // --- Sharing

  attach(parts: SharedParts): void {
    this.#parts = parts;
    parts.journal.share({
      recorded: (exchange) => void this.#turn().exchanges.push(exchange),
      cleared: (what) => {
        if (!this.#memory.isLoading) this.#turn().clearJournal(what);
      },
    });
    parts.outbox.share({
      put: (mail, enter) => {
        const { mails } = this.#turn();
        mails.push({ mail, enter });
        if (mails.length >= 2 * MAX_MAILS) mails.splice(0, mails.length - MAX_MAILS);
      },
      cleared: (what) => {
        if (!this.#memory.isLoading) this.#turn().clearOutbox(what);
      },
    });
    this.#loadRecords(parts).catch(() => {
      this.#isStale = true;
    });
  }

  /** The journal and the outbox as they are at the start. */
  #loadRecords({ journal, outbox }: SharedParts): Promise<void> {
    return this.#inSession(async (session) => {
      const [exchanges, mails] = await session.run(`${readJournal(journal.capacity)}; ${readOutbox(MAX_MAILS)}`);
      journal.enter(readExchangeRows(exchanges));
      outbox.enter(readMailRows(mails));
    });
  }

  answer(answer: Answer): Answer {
    return (request) => (this.#turnNow() === undefined ? this.#respond(answer, request) : answer(request));
  }

  async #respond(answer: Answer, request: WireRequest): Promise<WireResponse> {
    try {
      return await this.#inTurn(request, answer);
    } catch (error) {
      this.#report('A request was not kept', error);
      return unavailable();
    }
  }

  async #inTurn(request: WireRequest, answer: Answer): Promise<WireResponse> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      await this.#ready();
      const asker = this.#parts?.askerOf(request);
      const response = await this.#gate.enter(asker?.company, () => this.#attempt(request, answer, asker));
      if (response !== undefined) {
        this.#tidyUp();
        return response;
      }
    }
    throw new Error('the state is replaced all the time');
  }

  /** Undefined if the request has to begin again. */
  #attempt(request: WireRequest, answer: Answer, asker: Asker | undefined): Promise<WireResponse | undefined> {
    return this.#inSession(async (session) => {
      if (this.#isStale) return undefined;
      const start = await this.#begin(session, asker);
      if (start === undefined || this.#parts?.askerOf(request)?.company !== asker?.company) {
        await session.run('ROLLBACK');
        return undefined;
      }
      const turn = new Turn(asker, false);
      return this.#run(session, turn, start, () => answer(request));
    });
  }

  /** Locks and catches up. Undefined if that is not enough, and everything has to be loaded. */
  async #begin(session: Session, asker: Asker | undefined): Promise<Start | undefined> {
    const { literal } = session;
    const versionOf = (scope: string): number => this.#known.versionOf(scope);
    let isCaughtUp: boolean;
    if (asker === undefined) {
      const [, , , all] = await session.run(beginForAll(false));
      isCaughtUp = await this.#memory.catchUp(session, readScopes(all));
    } else {
      const [, , ...read] = await session.run(beginForCompany(asker.company, asker.partnerUserID, versionOf, literal));
      const changes = readChangeRows(read);
      isCaughtUp = this.#memory.apply(changes) && this.#known.isKept([asker.company], changes.scopes);
      if (isCaughtUp) this.#random?.restoreAll(changes.scopes);
      if (asker.partnerUserID !== undefined) this.#parts?.rateLimit.recount(asker.partnerUserID, readCounter(read[3]));
    }
    if (!isCaughtUp || this.#isStale) {
      this.#isStale = true;
      return undefined;
    }
    const versions = new Map(this.#known.versions);
    return {
      versionOf: (scope) => versions.get(scope) ?? 0,
      random: asker && this.#random?.stateOf(asker.company),
    };
  }

  /** Runs the work of a turn in memory, and commits it. */
  async #run<T>(session: Session, turn: Turn, start: Start, work: () => Soon<T>): Promise<T> {
    const stop = this.#signsOfLife(session, turn);
    let result: T;
    try {
      result = await this.#current.run(turn, async () => work());
    } finally {
      stop();
      turn.isOver = true;
    }
    await this.#commit(session, turn, start);
    return result;
  }

  async #commit(session: Session, turn: Turn, start: Start): Promise<void> {
    const [source, random, parts] = [this.#source, this.#random, this.#parts];
    try {
      if (turn.failure !== undefined) throw turn.failure;
      if (source === undefined || random === undefined || parts === undefined) throw new Error('the storage has not begun');
      await commit({ process: this.process, db: this.#db, known: this.#known, random, source, parts }, session, turn, start);
      if (turn.isReplaced) this.#known.epoch++;
      this.#memory.entriesSeen = turn.isReplaced ? 0 : this.#memory.entriesSeen + turn.entries.length;
      this.#problem = undefined;
    } catch (error) {
      // Memory may be ahead of the database now.
      this.#isStale = true;
      throw error;
    }
  }

  /** The database ends a transaction of a process that has stopped. */
  #signsOfLife(session: Session, turn: Turn): () => void {
    return every(this.#db.limits.idle / 5, () => {
      session.run('SELECT 1').catch((error: unknown) => {
        turn.failure ??= error;
      });
    });
  }

  nextFault = (job: string, company: string): Soon<FaultEffect | undefined> => {
    const faults = this.#parts?.faults;
    if (faults === undefined || faults.list().length === 0) return undefined;
    const turn = this.#turnNow();
    if (turn === undefined || turn.isAlone) return faults.next(job, company);
    return this.#countFault(turn, () => faults.next(job, company)).catch((error: unknown) => {
      turn.failure ??= error;
      throw error;
    });
  };

  /** A transaction of its own, so that a long request keeps nobody else from counting. */
  async #countFault(turn: Turn, next: () => FaultEffect | undefined): Promise<FaultEffect | undefined> {
    return this.#inSession(
      async (session) => {
        const [, , ...read] = await session.run(beginForService(this.#known.versionOf(SERVICE), session.literal));
        const changes = readChangeRows(read);
        if (!this.#memory.apply(changes) || !this.#known.isKept([SERVICE], changes.scopes)) {
          this.#isStale = true;
          throw new Error('the state was replaced');
        }
        const counting = new Turn(turn.asker, false);
        const effect = this.#current.run(counting, next);
        try {
          await session.run(this.#keepCounts(session, counting));
        } catch (error) {
          this.#isStale = true;
          throw error;
        }
        this.#memory.entriesSeen += counting.entries.length;
        return effect;
      },
      () => this.#db.innerSession(),
    );
  }

  #keepCounts({ literal }: Session, { entries }: Turn): string {
    const version = entries.length === 0 ? [] : [upsertScope(SERVICE, this.#known.versionOf(SERVICE), undefined, literal)];
    return [...insertEntries(entries, literal), ...version, 'COMMIT'].join(';\n');
  }

  alone<T>(work: () => Soon<T>): Promise<T> {
    if (this.#turnNow() !== undefined) return Promise.resolve(work());
    return this.#inOrder(async () => this.#gate.alone(() => this.#wholeTurn(new Turn(undefined, true), work)));
  }

  /** Holds the locks over everything. */
  #wholeTurn<T>(turn: Turn, work: () => Soon<T>): Promise<T> {
    return this.#inSession(async (session) => {
      const [, , , all] = await session.run(beginForAll(true));
      if (!(await this.#isCurrent(session, readScopes(all)))) await this.#reloadNow();
      const versions = new Map(this.#known.versions);
      return this.#run(session, turn, { versionOf: (scope) => versions.get(scope) ?? 0, random: undefined }, work);
    });
  }

  /** Under the locks over everything: true if memory is, or now becomes, what the database has. */
  async #isCurrent(session: Session, all: ReadChanges['scopes']): Promise<boolean> {
    if (this.#isStale || !(await this.#memory.catchUp(session, all))) return false;
    return this.#known.isKept([...this.#known.versions.keys()], all);
  }

  async caughtUp(): Promise<void> {
    await this.#ready();
    const isCaughtUp = await this.#gate.enter(undefined, () =>
      this.#inSession(async (session) => {
        const [, , , all] = await session.run(beginForAll(false));
        const done = await this.#memory.catchUp(session, readScopes(all));
        await session.run('COMMIT');
        return done;
      }),
    );
    if (!isCaughtUp) await this.#reload();
  }

  // --- What happens outside of turns

  /** The turn in which something happens. A synchronous call of the library has one of its own, which is committed soon. */
  #turn(): Turn {
    const turn = this.#turnNow();
    if (turn !== undefined) return turn;
    this.#outside ??= this.#soon();
    return this.#outside;
  }

  #turnNow(): Turn | undefined {
    const turn = this.#current.getStore();
    return turn?.isOver === true ? undefined : turn;
  }

  #soon(): Turn {
    queueMicrotask(() => void this.#flushed());
    return new Turn(undefined, true);
  }

  #flushed(): Promise<void> {
    this.#flushing ??= this.#flush().finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  async #flush(): Promise<void> {
    await Promise.resolve();
    while (this.#outside !== undefined) await this.#gate.alone(() => this.#keepOutside()).catch((error) => this.#notKept(error));
  }

  async #keepOutside(): Promise<void> {
    await this.#inSession(async (session) => {
      const [, , , all] = await session.run(beginForAll(true));
      const [state] = await session.run('SELECT epoch FROM state');
      const turn = this.#outside;
      this.#outside = undefined;
      if (turn === undefined) return;
      if (readState(state)?.epoch !== this.#known.epoch && !turn.isReplaced) throw new Error('another process has replaced the state');
      const versions = new Map(readScopes(all).map(({ scope, version }) => [scope, version]));
      await this.#commit(session, turn, { versionOf: (scope) => versions.get(scope) ?? 0, random: undefined });
    });
  }

  #notKept(error: unknown): void {
    this.#outside = undefined;
    this.#isStale = true;
    this.#problem = `The last change could not be kept in ${shownURL(this.#url)}: ${messageOf(error)}`;
    this.#report('A change was not kept', error);
  }

  // --- Following

  /** Resolves when a request can begin. */
  async #ready(): Promise<void> {
    await this.settled();
    if (this.#isStale) await this.#reload();
  }

  async #inOrder<T>(work: () => Promise<T>): Promise<T> {
    await this.#ready();
    return work();
  }

  #reload(): Promise<void> {
    this.#reloading ??= this.#gate
      .alone(() => this.#reloadNow())
      .finally(() => {
        this.#reloading = undefined;
      });
    return this.#reloading;
  }

  async #reloadNow(): Promise<void> {
    const isLoaded = await this.#inSession(
      (session) => this.#memory.load(session),
      () => this.#db.innerSession(),
    );
    if (!isLoaded) throw new Error('the database has lost its state');
    this.#isStale = false;
  }

  /** Reads what others have changed, for the console and for whoever watches. */
  async #look({ scopes, exchanges, hasMails, isEverything }: News): Promise<void> {
    const parts = this.#parts;
    if (parts === undefined || this.#isStale) return;
    if (isEverything) return this.#reload();
    await this.#gate.enter(undefined, () =>
      this.#inSession(async (session) => {
        if (scopes.size > 0) {
          const behind = [...scopes].map((scope) => [scope, this.#known.versionOf(scope)] as const);
          const [, ...read] = await session.run(followChanges(behind, session.literal));
          if (!this.#memory.apply(readChangeRows(read))) this.#isStale = true;
        }
        if (exchanges.length > 0) parts.journal.enter(readExchangeRows((await session.run(readExchanges(exchanges)))[0]));
        if (hasMails) parts.outbox.enter(readMailRows((await session.run(readOutbox(MAX_MAILS)))[0]));
      }),
    );
  }

  // --- Tidying up

  #tidyUp(): void {
    if (--this.#untilPruned <= 0) {
      this.#untilPruned = EXCHANGES_UNTIL_PRUNED;
      const size = this.#parts?.journal.capacity ?? 0;
      void this.#inSession((session) => session.run(prune(size, MAX_MAILS))).catch((error) => this.#report('Old rows stay', error));
    }
    if (this.#memory.entriesSeen < MAX_ENTRIES) return;
    this.#memory.entriesSeen = 0;
    void this.#compact().catch((error) => this.#report('The entries stay', error));
  }

  async #compact(): Promise<void> {
    const source = this.#source;
    if (source === undefined) return;
    await this.#gate.alone(() =>
      this.#inSession(async (session) => {
        const [, , , all] = await session.run(beginForAll(true));
        const [counted] = await session.run('SELECT count(*) AS entries FROM entries');
        // Another process may have done it.
        const isDue = Number(counted?.rows[0]?.entries) >= MAX_ENTRIES / 2;
        if (!isDue || !(await this.#isCurrent(session, readScopes(all)))) await session.run('ROLLBACK');
        else await session.run(`${compactState(await textOf(source, this.#known), session.literal)}; COMMIT`);
      }),
    );
  }

  /** The connection is closed after a failure, which ends its transaction. */
  async #inSession<T>(work: (session: Session) => Promise<T>, open = () => this.#db.session()): Promise<T> {
    const session = await open();
    let hasFailed = true;
    try {
      const result = await work(session);
      hasFailed = false;
      return result;
    } finally {
      session.release(hasFailed);
    }
  }

  #report(what: string, error: unknown): void {
    if (!this.#isClosed) this.#options.onProblem(`${what} (${shownURL(this.#url)}): ${messageOf(error)}`);
  }

  #unusable(error: unknown): StateDatabaseError {
    if (error instanceof StateDatabaseError) return error;
    return new StateDatabaseError(
      `The state ${shownURL(this.#url)} can't be used: ${messageOf(error)}. Check the URL of --state, and that PostgreSQL is running.`,
    );
  }
}
