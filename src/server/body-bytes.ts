const FIRST_BYTES = 64 * 1024;

/**
 * The bytes of one body in one piece. Each chunk is copied: kept as they come, chunks of a byte each would take some four
 * hundred times their size, and joining them at the end would hold the body twice.
 */
export class BodyBytes {
  readonly #expected: number;
  readonly #most: number;
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;

  /** `announced` is what the client says the length is; it may be wrong or missing (NaN). */
  constructor(announced: number, most: number) {
    this.#expected = announced >= 0 ? Math.min(announced, most) : most;
    this.#most = most;
  }

  get length(): number {
    return this.#length;
  }

  /** `chunk` is no longer changed by its owner. */
  add(chunk: Buffer): void {
    const length = this.#length + chunk.length;
    // Most bodies come in one chunk.
    if (this.#length === 0 && length === this.#expected) this.#bytes = chunk;
    else {
      if (length > this.#bytes.length) this.#grow(length);
      this.#bytes.set(chunk, this.#length);
    }
    this.#length = length;
  }

  /** Whoever announces much and sends little gets little: the whole is set aside when an eighth of it is there. */
  #grow(needed: number): void {
    const isNearly = needed <= this.#expected && needed * 8 >= this.#expected;
    const size = isNearly ? this.#expected : Math.max(needed * 2, FIRST_BYTES);
    const grown = Buffer.allocUnsafeSlow(Math.min(size, Math.max(needed, this.#most)));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }

  /** The whole, and nothing is kept here any more. */
  take(): Uint8Array {
    const whole = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.alloc(0);
    return whole;
  }
}
