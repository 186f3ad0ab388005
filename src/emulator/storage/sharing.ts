import type { Random } from '../../runtime/random.js';
import type { Soon } from '../../runtime/soon.js';
import type { FaultEffect } from '../faults/faults.js';
import type { Journal } from '../journal/journal.js';
import type { Outbox } from '../outbox/outbox.js';
import type { RateLimit } from '../rate-limit/rate-limit.js';
import type { WireRequest, WireResponse } from '../wire/message.js';
import type { World } from '../world/world.js';
import type { KeptParts } from './kept-parts.js';

export type Answer = (request: WireRequest) => Soon<WireResponse>;

/** Whose request it is: the company, and the credentials whose rate windows count it. */
export interface Asker {
  readonly company: string;
  readonly partnerUserID?: string | undefined;
}

/** The parts whose state several processes share. */
export interface SharedParts extends KeptParts {
  readonly rateLimit: RateLimit;
  readonly journal: Journal;
  readonly outbox: Outbox;
  /** Undefined if the credentials are unknown. */
  readonly askerOf: (request: WireRequest) => Asker | undefined;
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
  /** Counts a request for the armed faults. */
  nextFault(job: string, company: string): Soon<FaultEffect | undefined>;
  /** Changes more than a company, while nobody else changes anything. Rejects if the change can't be kept; it is taken back then. */
  alone<T>(work: () => T | Promise<T>): Promise<T>;
  /** Resolves when this process knows all changes that were made before the call. */
  caughtUp(): Promise<void>;
}
