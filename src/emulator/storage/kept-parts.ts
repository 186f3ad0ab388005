import type { KeptClock } from '../../runtime/clock.js';
import type { Random } from '../../runtime/random.js';
import type { Faults } from '../faults/faults.js';
import type { RateLimit } from '../rate-limit/rate-limit.js';
import type { World } from '../world/world.js';

/** The parts of an emulator whose state is kept. */
export interface KeptParts {
  readonly world: World;
  readonly random: Random;
  readonly clock: KeptClock;
  readonly faults: Faults;
  readonly rateLimit: RateLimit;
}
