import type { Clock } from '../runtime/clock.js';
import type { IDs } from '../runtime/ids.js';
import type { Random } from '../runtime/random.js';
import type { Authenticate } from './accounts/authenticate.js';
import type { Faults } from './faults/faults.js';
import type { FetchFeed } from './feeds/feed-source.js';
import type { Uploads } from './feeds/uploads.js';
import type { RunnableJob } from './implement.js';
import type { Journal } from './journal/journal.js';
import type { Outbox } from './outbox/outbox.js';
import type { RateLimit } from './rate-limit/rate-limit.js';
import type { Scim } from './scim/scim.js';
import type { World } from './world/world.js';

/** What a request meets on its road; made once by the composition root. */
export interface Parts {
  /** What each job does, by its name. */
  readonly jobs: ReadonlyMap<string, RunnableJob>;
  readonly world: World;
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: IDs;
  readonly authenticate: Authenticate;
  readonly rateLimit: RateLimit;
  readonly scim: Scim;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly fetchFeed: FetchFeed;
  readonly uploads: Uploads;
  /** Why the last change is not saved where it should be; undefined when it is, or nothing is kept. */
  readonly stateProblem: () => string | undefined;
  /** False leaves out the headers `x-emulator-advisory` and `x-emulator-advisory-text`. */
  readonly advisoryHeader: boolean;
}
