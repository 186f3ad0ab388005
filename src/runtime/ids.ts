import { createRandom, hash32, type Random } from './random.js';

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const DIGITS = '0123456789';
const HEX = '0123456789abcdef';

/** Generates the ids that the service would generate. They are drawn from the seeded random numbers, in the recorded formats. */
export class IDs {
  readonly #random: Random;
  #dryRuns = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Six letters and digits for each request: `Lw6kdb`, `L3WxVd`. */
  request(): string {
    return this.#random.text(6, ALPHANUMERIC);
  }

  /**
   * A dry run must not change the state of the random numbers, but still needs a unique id. Its id is derived from that
   * state and the number of dry runs.
   */
  dryRunRequest(): string {
    return createRandom(hash32(`dry run ${++this.#dryRuns} of ${this.#random.state}`)).text(6, ALPHANUMERIC);
  }

  /** 16 upper-case hex digits: `50AB41C04076CFCD`. */
  policy(): string {
    return this.#random.text(16, HEX).toUpperCase();
  }

  /** The old, decimal report id: 16 digits, below 2^53: `2080715894610667`. */
  report(): number {
    return this.#random.integer(1, 8) * 1e15 + this.#random.integer(0, 999_999_999) * 1e6 + this.#random.integer(0, 999_999);
  }

  /** 19 digits, as text because the number is above 2^53: `4056343049275634494`. */
  transaction(): string {
    return `${this.#random.integer(1, 8)}${this.#random.text(18, DIGITS)}`;
  }

  /** A lower-case UUID of version 4: `0fd99e06-a636-4974-b6bc-3ceb12163386`. */
  uuid(): string {
    const hex = (length: number): string => this.#random.text(length, HEX);
    return `${hex(8)}-${hex(4)}-4${hex(3)}-${this.#random.text(1, '89ab')}${hex(3)}-${hex(12)}`;
  }

  /** Starts over after a reset or a restore, so the same requests get the same ids again. */
  reset(): void {
    this.#dryRuns = 0;
  }
}
