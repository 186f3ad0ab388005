import { within } from '../../../runtime/timer.js';
import { UserError } from '../../../util/user-error.js';

/** Waiting took too long. */
export class LateError extends UserError {
  override readonly name = 'LateError';
}

type Release = () => void;

/**
 * Turns within a process. Holders of the same key take turns, and so do a holder of everything and all others. Whoever waits
 * longer than the limit gets a LateError.
 */
export class Gate {
  readonly #limitMs: number;
  readonly #tails = new Map<string, Promise<unknown>>();
  readonly #inside = new Set<Promise<void>>();
  #whole: Promise<unknown> | undefined;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /** Enters with a key, or without one together with all others that have none. */
  async enter<T>(key: string | undefined, work: () => Promise<T>): Promise<T> {
    while (this.#whole !== undefined) await this.#wait(this.#whole);
    const { done, release } = promise();
    this.#inside.add(done);
    try {
      return key === undefined ? await work() : await this.#inTurn(key, work);
    } finally {
      this.#inside.delete(done);
      release();
    }
  }

  /** Waits until everybody has left, and lets nobody in until `work` is done. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    while (this.#whole !== undefined) await this.#wait(this.#whole);
    const { done, release } = promise();
    this.#whole = done;
    try {
      await this.#wait(Promise.all(this.#inside));
      return await work();
    } finally {
      this.#whole = undefined;
      release();
    }
  }

  async #inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key);
    const { done, release } = promise();
    const tail = before === undefined ? done : before.then(() => done);
    this.#tails.set(key, tail);
    // Whoever gives up waiting leaves the others in line: the next one still waits for the one before.
    void tail.then(() => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    });
    try {
      if (before !== undefined) await this.#wait(before);
      return await work();
    } finally {
      release();
    }
  }

  async #wait(before: Promise<unknown>): Promise<void> {
    if (
      (await within(
        before.then(() => true),
        this.#limitMs,
        false,
      )) === false
    )
      throw new LateError('another request takes too long');
  }
}

function promise(): { done: Promise<void>; release: Release } {
  let release: Release = () => {};
  const done = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { done, release };
}
