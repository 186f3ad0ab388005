import type { StateEntry } from '../../../emulator/storage/entry.js';
import type { Answer, SeedOfAll, SharedParts, Sharing } from '../../../emulator/storage/sharing.js';
import type { Repeat, StateReader, StateSource, Storage } from '../../../emulator/storage/storage.js';
import type { World } from '../../../emulator/world/world.js';
import type { Random } from '../../../runtime/random.js';
import type { Soon } from '../../../runtime/soon.js';
import { within } from '../../../runtime/timer.js';
import { shownURL } from '../../../util/redact/shown-url.js';
import { textOf } from './commit.js';
import { CompanyRandom } from './company-random.js';
import type { Context } from './context.js';
import { type Database, inSession, openDatabase, StateDatabaseError, type TimeLimits } from './database.js';
import { EmulatorSide } from './emulator-side.js';
import { FaultCounter } from './fault-counter.js';
import { Follower } from './follower.js';
import { Gate } from './gate.js';
import { migrate } from './migrations.js';
import { readNews } from './news.js';
import { OutsideChanges } from './outside-changes.js';
import { loadRecords, shareRecords } from './records.js';
import { Replica } from './replica.js';
import { Reporter } from './reporter.js';
import { Requests } from './requests.js';
import { SharedSeed } from './shared-seed.js';
import { beginForAll, replaceState } from './statements.js';
import { Tidying } from './tidying.js';
import { Transactions } from './transactions.js';
import { Turns } from './turns.js';
import { alone, catchUp } from './whole-turns.js';
import { withoutSecrets } from './without-secrets.js';

export interface PostgresOptions {
  /** The name of this process in the journal. */
  readonly process: string;
  /** Told why a request or a change could not be kept. */
  readonly onProblem: (problem: string) => void;
  readonly limits?: Partial<TimeLimits>;
  /** After so many entries, the whole state takes their place. */
  readonly maxEntries?: number;
}

/**
 * A state in PostgreSQL, which any number of processes use at once. docs/internals/decisions/shared-state.md explains the tables and
 * locks. Throws StateDatabaseError if the driver is missing or the URL is not valid.
 */
export async function openPostgresStorage(url: string, options: PostgresOptions): Promise<Storage> {
  return new PostgresStorage(url, await openDatabase(url, options.limits), options);
}

class PostgresStorage implements Storage, Sharing {
  readonly process: string;
  readonly faultCounter: FaultCounter;
  readonly #url: string;
  readonly #db: Database;
  readonly #side = new EmulatorSide();
  readonly #turns = new Turns();
  readonly #gate: Gate;
  readonly #replica: Replica;
  readonly #seed: SharedSeed;
  readonly #context: Context;
  readonly #outside: OutsideChanges;
  readonly #tidying: Tidying;
  readonly #follower: Follower;
  #isClosed = false;
  position = 0;

  constructor(url: string, db: Database, { process, onProblem, maxEntries }: PostgresOptions) {
    this.process = process;
    this.#url = url;
    this.#db = db;
    this.#gate = new Gate(db.limits.lock);
    this.#replica = new Replica(db, this.#gate, this.#side);
    const [side, gate, replica, turns] = [this.#side, this.#gate, this.#replica, this.#turns];
    this.#seed = new SharedSeed(db, () => transactions.number);
    const transactions = new Transactions(process, { db, side, replica, turns, seed: this.#seed });
    const reporter = new Reporter(url, onProblem);
    const report = (what: string, error: unknown): void => {
      if (!this.#isClosed) reporter.report(what, error);
    };
    this.#context = { db, side, gate, replica, turns, transactions, report, ready: () => this.#ready() };
    this.#outside = new OutsideChanges(this.#context);
    this.#tidying = new Tidying(this.#context, maxEntries);
    this.faultCounter = new FaultCounter(this.#context);
    this.#follower = new Follower(
      db.listener,
      () => transactions.number,
      (news) => readNews(this.#context, news),
    );
  }

  get sharing(): Sharing {
    return this;
  }

  // --- Storage

  async load(reader: StateReader): Promise<void> {
    this.#side.reader = reader;
    try {
      this.#context.transactions.number = await inSession(this.#db.session, ({ run }) => migrate(run));
      await this.#follower.start();
      await inSession(this.#db.session, (session) => this.#replica.memory.load(session));
    } catch (error) {
      throw this.#unusable(error);
    }
  }

  /** The process that comes first gives the database its own state. */
  async begin(source: StateSource): Promise<void> {
    this.#side.source = source;
    const { known } = this.#replica;
    if (known.epoch > 0) return;
    const isFirst = await inSession(this.#db.session, async (session) => {
      await session.run(beginForAll(true));
      const [state] = await session.run('SELECT epoch FROM state');
      const isEmpty = state?.rows.length === 0;
      await session.run(isEmpty ? `${replaceState(await textOf(source, known), session.literal)}; COMMIT` : 'COMMIT');
      return isEmpty;
    });
    if (isFirst) known.epoch = 1;
    else await this.#replica.reloadNow();
  }

  append(entry: StateEntry): void {
    if (this.#replica.memory.isLoading) return;
    const turn = this.#outside.turn();
    // The whole state will be written.
    const placed = turn.isReplaced ? undefined : this.#replica.known.place(entry);
    if (placed === undefined) return;
    this.position++;
    turn.entries.push(placed);
  }

  replaced(): void {
    if (this.#replica.memory.isLoading) return;
    this.position++;
    this.#replica.known.replaced();
    this.#outside.turn().replace();
  }

  settled(): Promise<void> | undefined {
    return this.#outside.settled();
  }

  problem(): string | undefined {
    return this.#outside.problem;
  }

  follow(listener: Repeat): () => void {
    this.#side.follow = listener;
    return () => {
      this.#side.follow = undefined;
    };
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    await this.#outside.flushed();
    await within(
      this.#gate.alone(async () => {}).catch(() => {}),
      this.#db.limits.lock,
      undefined,
    );
    await within(this.#tidying.settled(), this.#db.limits.lock, undefined);
    await this.abandon();
  }

  async abandon(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await within(this.#follower.close(), this.#db.limits.idle, undefined);
    await within(this.#db.close(), this.#db.limits.idle, undefined);
  }

  // --- Sharing

  random(base: Random, world: World): Random {
    this.#side.random = new CompanyRandom(base, world, () => this.#turns.companyNow());
    return this.#side.random;
  }

  attach(parts: SharedParts): void {
    this.#side.parts = parts;
    shareRecords(this.#context, parts, () => this.#outside.turn());
    loadRecords(this.#context, parts).catch(() => {
      this.#replica.isStale = true;
    });
  }

  answer(answer: Answer): Answer {
    return new Requests(this.#context, this.#tidying).answer(answer);
  }

  alone<T>(work: () => Soon<T>): Promise<T> {
    return alone(this.#context, work);
  }

  caughtUp(): Promise<void> {
    return catchUp(this.#context);
  }

  get seed(): SeedOfAll {
    return {
      other: () => this.#seed.other(),
      loaded: () => {
        this.#outside.turn().isSeeded = true;
      },
    };
  }

  async #ready(): Promise<void> {
    await this.settled();
    if (!this.#replica.isStale) return;
    await this.#replica.reload();
    this.#outside.problem = undefined;
  }

  #unusable(error: unknown): StateDatabaseError {
    if (error instanceof StateDatabaseError) return error;
    return new StateDatabaseError(
      `The state ${shownURL(this.#url)} can't be used: ${withoutSecrets(this.#url, error)}. Check the URL of --state, and that PostgreSQL is running.`,
    );
  }
}
