import { type Clock, createClock } from '../runtime/clock.js';
import { createRandom, RequestIDs } from '../runtime/random.js';
import { createAuthenticate } from './accounts/authenticate.js';
import type { Advisory } from './advisories/table.js';
import { Directory } from './directory.js';
import { Faults } from './faults/faults.js';
import type { FetchFeed } from './feeds/feed-source.js';
import { createFetch, DEFAULT_BODY_LIMIT } from './fetch-door.js';
import { handle } from './handle.js';
import { Journal } from './journal/journal.js';
import { Outbox, type SendMail } from './outbox/outbox.js';
import { createRateLimit, type RateLimit, type RateLimitMode } from './rate-limit/rate-limit.js';
import { type Rehearsal, rehearse } from './rehearse.js';
import type { Rooms } from './rooms.js';
import type { CredentialPair } from './seeds/prepare.js';
import { readSeed, type SeedSource } from './seeds/read-seed.js';
import { createSnapshot, readSnapshot, type Snapshot } from './snapshot.js';
import type { WireRequest, WireResponse } from './wire/message.js';
import { World } from './world/world.js';

/** What the core takes; every part has a default. */
export interface CoreOptions {
  /** `demo` (default), `faker:42:500`, or a seed. */
  readonly seed?: SeedSource;
  /** Default: advise. */
  readonly rateLimit?: RateLimitMode;
  /** ISO 8601 instant at which the clock stands still; default: the machine's time. */
  readonly clock?: string;
  /** Journal entries kept; default 1,000. */
  readonly journalSize?: number;
  /** Seed of everything random; default 1. */
  readonly randomSeed?: number;
  /** Default true: answers carry x-emulator-advisory. */
  readonly advisoryHeader?: boolean;
  /** Bytes; default 32 MiB. */
  readonly bodyLimit?: number;
}

/** Reaches out of the core; a page that embeds it leaves these away. */
export interface CorePorts {
  readonly fetchFeed: FetchFeed;
  readonly sendMail?: SendMail | undefined;
  /** Why the last change is not saved where it should be. */
  readonly stateProblem?: () => string | undefined;
}

/** The emulator without a port. */
export interface EmulatorCore {
  /** The first pair of the first company. */
  readonly credentials: CredentialPair;
  readonly policies: readonly { readonly id: string; readonly name: string }[];
  readonly fetch: typeof fetch;
  readonly handle: (request: WireRequest) => Promise<WireResponse>;
  /** What `handle` would change, without changing, mailing or journalling anything. A feed by URL or SFTP is downloaded. */
  readonly rehearse: (request: WireRequest) => Promise<Rehearsal>;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly clock: Clock;
  /** `setMode('enforce')` until the next reset. */
  readonly rateLimit: Pick<RateLimit, 'mode' | 'setMode'>;
  readonly outbox: Outbox;
  readonly directory: Directory;
  readonly world: World;
  /** Advisories of the journalled exchanges, oldest first. */
  advisories(): (Advisory & { readonly exchange: number })[];
  /** Back to the seed: world, journal, faults, outbox, rate limit, clock, random numbers. */
  reset(): void;
  /** The world and the random state as JSON; holds no secret. */
  snapshot(): Snapshot;
  /** Throws SeedError on what is no snapshot, and changes nothing then. */
  restore(snapshot: unknown): void;
  /** Why the state file does not hold the last change; undefined when it does, and without one. */
  stateProblem(): string | undefined;
  /** Replaces the world and resets everything else; `reset` then returns to this seed. Throws SeedError. */
  seed(source: SeedSource): Promise<void>;
}

/** The composition root: makes the rooms and nothing else. */
export async function createCore(options: CoreOptions, ports: CorePorts): Promise<EmulatorCore> {
  const rooms = createRooms(options, ports);
  const { world, clock, random, journal, faults, outbox, rateLimit } = rooms;
  const directory = new Directory(world);
  let prepared = await readSeed(options.seed ?? 'demo');
  const loadSeed = (): void => {
    world.load(prepared.document);
    directory.forget();
    directory.remember(prepared.pairs);
  };
  const reset = (): void => {
    loadSeed();
    journal.reset();
    faults.reset();
    outbox.reset();
    rateLimit.reset();
    random.restore(options.randomSeed ?? 1);
    rooms.requestIDs.reset();
    clock.resume();
    if (options.clock !== undefined) clock.set(options.clock);
  };
  loadSeed();
  const answer = (request: WireRequest): Promise<WireResponse> => handle(rooms, request);
  return {
    get credentials() {
      return directory.firstPair();
    },
    get policies() {
      return directory.policies();
    },
    fetch: createFetch(answer, options.bodyLimit ?? DEFAULT_BODY_LIMIT),
    handle: answer,
    rehearse: (request) => rehearse(rooms, request),
    journal,
    faults,
    clock,
    rateLimit,
    outbox,
    directory,
    world,
    advisories: () => journal.advisories(),
    reset,
    snapshot: () => createSnapshot(world, random),
    restore: (snapshot) => restore(snapshot, rooms, directory),
    stateProblem: rooms.stateProblem,
    seed: async (source) => {
      const next = await readSeed(source);
      world.load(next.document);
      prepared = next;
      reset();
    },
  };
}

function restore(input: unknown, { world, random, requestIDs }: Rooms, directory: Directory): void {
  const { prepared, randomState } = readSnapshot(input);
  world.load(prepared.document);
  directory.forget();
  directory.remember(prepared.pairs);
  random.restore(randomState);
  requestIDs.reset();
}

function createRooms(options: CoreOptions, ports: CorePorts): Rooms {
  const clock = createClock(options.clock);
  const random = createRandom(options.randomSeed ?? 1);
  const world = new World();
  return {
    world,
    clock,
    random,
    requestIDs: new RequestIDs(random),
    authenticate: createAuthenticate(world),
    rateLimit: createRateLimit(options.rateLimit ?? 'advise'),
    faults: new Faults(random),
    journal: new Journal(options.journalSize),
    outbox: new Outbox(clock, ports.sendMail),
    fetchFeed: ports.fetchFeed,
    stateProblem: ports.stateProblem ?? (() => undefined),
    advisoryHeader: options.advisoryHeader ?? true,
  };
}
