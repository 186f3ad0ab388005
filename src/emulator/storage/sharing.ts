import type { Random } from '../../runtime/random.js';
import type { Soon } from '../../runtime/soon.js';
import type { FaultEffect } from '../faults/faults.js';
import type { Journal } from '../journal/journal.js';
import type { Outbox } from '../outbox/outbox.js';
import type { CountedRequests } from '../rate-limit/rate-limit.js';
import type { WireRequest, WireResponse } from '../wire/message.js';
import type { World } from '../world/world.js';
import type { KeptParts } from './kept-parts.js';

export type Answer = (request: WireRequest) => Soon<WireResponse>;

/** Whose request it is: the company, and the rate window that counts it. */
export interface Asker {
  readonly company: string;
  readonly window: SharedWindow;
}

/** The rate window of some credentials, or of a domain. */
export interface SharedWindow {
  readonly key: string;
  /** What this process has counted. Undefined if nothing is. */
  counted(): CountedRequests | undefined;
  /** Continues from what another process has counted. */
  recount(counted: CountedRequests | undefined): void;
}

/** The parts whose state several processes share. */
export interface SharedParts extends KeptParts {
  readonly scim: { readonly rateLimit: { reset(): void } };
  readonly journal: Journal;
  readonly outbox: Outbox;
  /** Undefined if the credentials are unknown. */
  readonly askerOf: (request: WireRequest) => Asker | undefined;
}

/** The seed of all processes. Each has the one of its options until another is loaded. */
export interface SeedOfAll {
  /** The seed that another process has loaded last, as a snapshot. Undefined if this process has the right one. */
  other(): Promise<unknown>;
  /** The state is now what a seed has made of it, and a reset of any process returns to it. */
  loaded(): void;
}

/** What a storage does that several processes use at once: it brings each request into an order with those of the others. */
export interface Sharing {
  /** The name of this process, for the journal. */
  readonly process: string;
  /** Random numbers with a state for each company. `base` has the state of the first one. */
  random(base: Random, world: World): Random;
  /** Called once, after `load` and `begin`. */
  attach(parts: SharedParts): void;
  /** Runs each request on the latest state, and responds when its changes are kept. */
  answer(answer: Answer): Answer;
  /** Counts requests for the armed faults. */
  readonly faultCounter: { next(job: string, company: string): Soon<FaultEffect | undefined> };
  /** Changes more than a company, while nobody else changes anything. Rejects if the change can't be kept; it is taken back then. */
  alone<T>(work: () => T | Promise<T>): Promise<T>;
  readonly seed: SeedOfAll;
  /** Resolves when this process knows all changes that were made before the call. */
  caughtUp(): Promise<void>;
}
