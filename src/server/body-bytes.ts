const FIRST_BYTES = 64 * 1024;

/**
 * Collects the chunks of one body. Each chunk is copied: if kept as they arrive, chunks of one byte would take about four
 * hundred times their size, and joining them at the end would need memory for the body twice.
 */
export class BodyBytes {
  readonly #expected: number;
  readonly #most: number;
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;

  /** `announced` is the length that the client announced. It may be wrong or missing (NaN). */
  constructor(announced: number, most: number) {
    this.#expected = announced >= 0 ? Math.min(announced, most) : most;
    this.#most = most;
  }

  get length(): number {
    return this.#length;
  }

  /** The owner of `chunk` must not change it any more. */
  add(chunk: Buffer): void {
    const length = this.#length + chunk.length;
    // Most bodies arrive in one chunk.
    if (this.#length === 0 && length === this.#expected) this.#bytes = chunk;
    else {
      if (length > this.#bytes.length) this.#grow(length);
      this.#bytes.set(chunk, this.#length);
    }
    this.#length = length;
  }

  /** A client that announces much and sends little gets little memory: the whole size is allocated once an eighth has arrived. */
  #grow(needed: number): void {
    const isNearly = needed <= this.#expected && needed * 8 >= this.#expected;
    const size = isNearly ? this.#expected : Math.max(needed * 2, FIRST_BYTES);
    const grown = Buffer.allocUnsafeSlow(Math.min(size, Math.max(needed, this.#most)));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }

  /** Returns the whole body and keeps no reference to it. */
  take(): Uint8Array {
    const whole = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.alloc(0);
    return whole;
  }
}
