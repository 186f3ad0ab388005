import { runnableJobs } from '../jobs/runnable-jobs.js';
import type { Credentials } from '../protocol/credentials.js';
import { isScimURL } from '../protocol/scim/operations.js';
import { type Clock, createClock } from '../runtime/clock.js';
import { IDs } from '../runtime/ids.js';
import { createRandom } from '../runtime/random.js';
import { atOnce, inSlices, type Work } from '../runtime/slices.js';
import type { Soon } from '../runtime/soon.js';
import { createAuthenticate } from './accounts/authenticate.js';
import { PairSecrets } from './accounts/pair-secrets.js';
import type { Advisory } from './advisories/table.js';
import { createDirectory, type Directory } from './directory.js';
import { createDomains, type Domains } from './domains.js';
import { Faults } from './faults/faults.js';
import type { FetchFeed } from './feeds/feed-source.js';
import { noUploads } from './feeds/no-uploads.js';
import type { Uploads } from './feeds/uploads.js';
import { createFetch } from './fetch-door.js';
import { handle } from './handle.js';
import { handleScim } from './handle-scim.js';
import type { RunnableJob } from './implement.js';
import { Journal } from './journal/journal.js';
import { firstPair, policiesOfPair } from './listing.js';
import { type CoreOptions, OPTIONS } from './options.js';
import { Outbox, type SendMail } from './outbox/outbox.js';
import type { Parts } from './parts.js';
import { createRateLimit, type RateLimit } from './rate-limit/rate-limit.js';
import { RecentRequests } from './recent-requests.js';
import { type Rehearsal, rehearse } from './rehearse.js';
import { rehearseScim } from './rehearse-scim.js';
import { createScim } from './scim/scim.js';
import type { PreparedSeed } from './seeds/prepare.js';
import { readSeed, type SeedSource } from './seeds/read-seed.js';
import { createSnapshot, readSnapshotInSteps, type Snapshot, writeSnapshot } from './snapshot.js';
import type { Sharing } from './storage/sharing.js';
import type { Storage } from './storage/storage.js';
import type { WireRequest, WireResponse } from './wire/message.js';
import { ChangeHistory } from './world/change-history.js';
import type { WorldDocument } from './world/document.js';
import type { CompanyImage } from './world/image.js';
import type { Counters } from './world/load.js';
import { World } from './world/world.js';

/** Connections to the outside of the core. A page that embeds the emulator omits them. */
export interface CorePorts {
  readonly fetchFeed: FetchFeed;
  /** Default: downloads are refused. */
  readonly uploads?: Uploads;
  readonly sendMail?: SendMail | undefined;
  /** Default: all jobs of the catalogue. */
  readonly jobs?: readonly RunnableJob[];
  /** Where the state is kept. Default: nowhere. */
  readonly storage?: Storage | undefined;
}

/** The emulator without ports. */
export interface EmulatorCore {
  /** The first credentials of the first company. */
  readonly credentials: Credentials;
  readonly policies: readonly { readonly id: string; readonly name: string }[];
  readonly fetch: typeof fetch;
  readonly handle: (request: WireRequest) => Promise<WireResponse>;
  /** The same without a promise for a request that waits for nothing. Servers use it, because each `await` costs time. */
  readonly respond: (request: WireRequest) => Soon<WireResponse>;
  /** Returns what `handle` would change, without changing, emailing or journalling anything. A feed by URL or SFTP is downloaded. */
  readonly rehearse: (request: WireRequest) => Promise<Rehearsal>;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly clock: Clock;
  /** `setMode('enforce')` lasts until the next reset. */
  readonly rateLimit: Pick<RateLimit, 'mode' | 'setMode'>;
  readonly outbox: Outbox;
  readonly directory: Directory;
  /** The domains with their SAML and SCIM settings. */
  readonly domains: Domains;
  readonly world: World;
  /** The last changes of the companies, which lead back to an earlier state. */
  readonly history: ChangeHistory;
  /** The advisories of the journalled exchanges, oldest first. */
  advisories(): (Advisory & { readonly exchange: number })[];
  /** Resets to the seed: world, journal, faults, outbox, rate limit, clock, random numbers. */
  reset(): void;
  /** The same with pauses in which other requests are handled. Resetting a world of 100,000 people takes a second. */
  resetInSlices(): Promise<void>;
  /** The world and the random state as JSON, without secrets. */
  snapshot(): Snapshot;
  /** The same as JSON text, with pauses in which other requests are handled: it is written part by part, and shows one moment. */
  writeSnapshot(emit: (text: string) => void): Work<void>;
  /** Throws SeedError for an invalid snapshot, and then changes nothing. */
  restore(snapshot: unknown): void;
  /** The same with pauses in which other requests are handled. */
  restoreInSlices(snapshot: unknown): Promise<void>;
  /** Why the state file does not contain the last change. Undefined if it does, or if there is no state file. */
  stateProblem(): string | undefined;
  /** Replaces the world and resets everything else; `reset` then returns to this seed. Throws SeedError. */
  seed(source: SeedSource): Promise<void>;
  /** Makes a change while no other process makes one. Without a shared state, at once. */
  alone<T>(work: () => Soon<T>): Promise<T>;
  /** Brings changes into an order with those of other processes. Undefined if this process has the state for itself. */
  readonly sharing: Sharing | undefined;
}

/** The composition root: creates the parts of the emulator and nothing else. */
export async function createCore(options: CoreOptions, ports: CorePorts): Promise<EmulatorCore> {
  const parts = createParts(options, ports);
  const { world, clock, random, journal, faults, outbox, rateLimit } = parts;
  const secrets = new PairSecrets(world);
  const history = new ChangeHistory(world, clock);
  const { reset, seed } = await plantSeed(options, parts, secrets);
  const { storage } = ports;
  const route = (request: WireRequest): Soon<WireResponse> =>
    request.refusal === undefined && isScimURL(request.url) ? handleScim(parts, request) : handle(parts, request);
  const answer = storage === undefined ? route : await keepIn(storage, parts, secrets, route);
  const sharing = storage?.sharing;
  const alone = <T>(work: () => Promise<T>): Promise<T> => (sharing === undefined ? work() : sharing.alone(work));
  const settled = async (done: Promise<void>): Promise<void> => {
    await done;
    await storage?.settled();
  };
  return {
    get credentials() {
      return firstPair(world, secrets);
    },
    get policies() {
      return policiesOfPair(world, firstPair(world, secrets));
    },
    fetch: createFetch(answer, options.bodyLimit ?? OPTIONS.bodyLimit.default),
    handle: async (request) => answer(request),
    respond: answer,
    rehearse: (request) => (isScimURL(request.url) ? rehearseScim(parts, request) : rehearse(parts, request)),
    journal,
    faults,
    clock,
    rateLimit,
    outbox,
    directory: createDirectory(parts, secrets),
    domains: createDomains(parts),
    world,
    history,
    advisories: () => journal.advisories(),
    reset: () => atOnce(reset()),
    resetInSlices: () => settled(alone(async () => inSlices(reset(await sharing?.seed.other())))),
    snapshot: () => createSnapshot(world, random),
    writeSnapshot: (emit) => writeSnapshot(world, random, emit),
    restore: (snapshot) => atOnce(restore(snapshot, parts, secrets)),
    restoreInSlices: (snapshot) => settled(alone(() => inSlices(restore(snapshot, parts, secrets)))),
    stateProblem: parts.stateProblem,
    seed: (source) => settled(alone(() => seed(source).then(() => sharing?.seed.loaded()))),
    alone: async (work) => alone(async () => work()),
    sharing,
  };
}

/** Loads what a storage has, and keeps every change there. Most emulators keep nothing, so the code is loaded when it is needed. */
async function keepIn(storage: Storage, parts: Parts, secrets: PairSecrets, answer: (request: WireRequest) => Soon<WireResponse>) {
  const { keepState } = await import('./storage/keep-state.js');
  const { answerWhenKept } = await import('./storage/answer-when-kept.js');
  await keepState(parts, storage, (snapshot, counters) => restore(snapshot, parts, secrets, counters));
  const { sharing } = storage;
  if (sharing === undefined) return answerWhenKept(answer, storage, parts);
  const { createAskerOf } = await import('./asker-of.js');
  sharing.attach({ ...parts, askerOf: createAskerOf(parts) });
  return sharing.answer(answer);
}

/** A loaded seed: the world that a reset returns to, and the secrets that the seed sets. */
interface Planted extends Pick<PreparedSeed, 'pairs' | 'scimTokens'> {
  readonly companies: readonly CompanyImage[];
}

/** By document: the demo seed is prepared once for a process, and entering its rows takes a tenth of loading it. */
const images = new WeakMap<WorldDocument, readonly CompanyImage[]>();

/** Loads the seed of the options. Returns the functions that reset to it and that load another one. */
async function plantSeed(options: CoreOptions, parts: Parts, secrets: PairSecrets) {
  const { world, scim } = parts;
  const load = function* ({ document, pairs, scimTokens }: PreparedSeed): Work<Planted> {
    const known = images.get(document);
    if (known === undefined) yield* world.loadInSteps(document);
    else yield* world.returnTo(known);
    const companies = known ?? world.image();
    images.set(document, companies);
    return { companies, pairs, scimTokens };
  };
  const start = ({ pairs, scimTokens }: Planted): void => {
    secrets.replace(pairs);
    scim.tokens.replace(scimTokens);
  };
  // Documents of 100,000 people take more memory than their rows, so nothing keeps them.
  let planted = await inSlices(load(await readSeed(options.seed ?? OPTIONS.seed.default)));
  start(planted);
  /** Returns to `other`, if another process has loaded that as a seed. */
  function* reset(other?: unknown): Work<void> {
    if (other !== undefined) return yield* replace((yield* readSnapshotInSteps(other)).prepared);
    const target = planted;
    yield* world.returnTo(target.companies);
    start(target);
    resetParts(options, parts);
  }
  function* replace(seed: PreparedSeed): Work<void> {
    planted = yield* load(seed);
    start(planted);
    resetParts(options, parts);
    // They have the secrets of credentials that are no longer there.
    parts.recentRequests.clear();
  }
  return { reset, seed: async (source: SeedSource) => inSlices(replace(await readSeed(source))) };
}

/** Resets everything but the world. What was read of recent requests stays, because it depends on their bytes alone. */
function resetParts(options: CoreOptions, { journal, faults, outbox, rateLimit, scim, random, ids, clock }: Parts): void {
  journal.reset();
  faults.reset();
  outbox.reset();
  rateLimit.reset();
  scim.rateLimit.reset();
  random.restore(options.randomSeed ?? OPTIONS.randomSeed.default);
  ids.reset();
  clock.restore(undefined);
}

function* restore(
  input: unknown,
  { world, random, ids, scim }: Parts,
  secrets: PairSecrets,
  counters?: Readonly<Record<string, Counters>>,
): Work<void> {
  const { prepared, randomState } = yield* readSnapshotInSteps(input);
  yield* world.loadInSteps(prepared.document, counters);
  secrets.replace(prepared.pairs);
  scim.tokens.replace(prepared.scimTokens);
  random.restore(randomState);
  ids.reset();
}

function createParts(options: CoreOptions, ports: CorePorts): Parts {
  const clock = createClock(options.clock);
  const world = new World();
  const seeded = createRandom(options.randomSeed ?? OPTIONS.randomSeed.default);
  const sharing = ports.storage?.sharing;
  const random = sharing?.random(seeded, world) ?? seeded;
  const faults = new Faults(random);
  return {
    jobs: new Map((ports.jobs ?? runnableJobs).map((job) => [job.definition.name, job])),
    world,
    clock,
    random,
    ids: new IDs(random),
    recentRequests: new RecentRequests(),
    authenticate: createAuthenticate(world),
    rateLimit: createRateLimit(options.rateLimit ?? OPTIONS.rateLimit.default),
    scim: createScim(world, {
      isOn: options.scim === true || options.scimFull === true,
      isFull: options.scimFull === true,
      requestsPerMinute: options.scimRateLimit,
    }),
    faults,
    faultCounter: sharing?.faultCounter ?? faults,
    journal: new Journal(options.journalSize ?? OPTIONS.journalSize.default),
    outbox: new Outbox(clock, ports.sendMail),
    fetchFeed: ports.fetchFeed,
    uploads: ports.uploads ?? noUploads,
    stateProblem: () => ports.storage?.problem(),
    advisoryHeader: options.advisoryHeader ?? OPTIONS.advisoryHeader.default,
  };
}
