import type { KeptClock } from '../runtime/clock.js';
import type { IDs } from '../runtime/ids.js';
import type { Random } from '../runtime/random.js';
import type { Soon } from '../runtime/soon.js';
import type { Authenticate } from './accounts/authenticate.js';
import type { FaultEffect, Faults } from './faults/faults.js';
import type { FetchFeed } from './feeds/feed-source.js';
import type { Uploads } from './feeds/uploads.js';
import type { RunnableJob } from './implement.js';
import type { Journal } from './journal/journal.js';
import type { Outbox } from './outbox/outbox.js';
import type { RateLimit } from './rate-limit/rate-limit.js';
import type { RecentRequests } from './recent-requests.js';
import type { Scim } from './scim/scim.js';
import type { World } from './world/world.js';

/** The parts of the emulator that handle a request. Created once, by the composition root. */
export interface Parts {
  /** The implemented jobs, by name. */
  readonly jobs: ReadonlyMap<string, RunnableJob>;
  readonly world: World;
  readonly clock: KeptClock;
  readonly random: Random;
  readonly ids: IDs;
  readonly recentRequests: RecentRequests;
  readonly authenticate: Authenticate;
  readonly rateLimit: RateLimit;
  readonly scim: Scim;
  readonly faults: Faults;
  /** Counts a request for the armed faults, together with other processes if they share them. */
  readonly faultCounter: { next(job: string, company: string): Soon<FaultEffect | undefined> };
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly fetchFeed: FetchFeed;
  readonly uploads: Uploads;
  /** Why the last change was not saved to the state file. Undefined if it was saved, or if there is no state file. */
  readonly stateProblem: () => string | undefined;
  /** If false, responses have no `x-emulator-advisory` and `x-emulator-advisory-text` headers. */
  readonly advisoryHeader: boolean;
}
