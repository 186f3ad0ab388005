import { AsyncLocalStorage } from 'node:async_hooks';
import type { Turn } from './turn.js';

/** Tells to which turn something belongs that happens in memory. */
export class Turns {
  readonly #current = new AsyncLocalStorage<Turn>();

  /** Undefined outside of turns, and for what happens after the commit of its turn. */
  now(): Turn | undefined {
    const turn = this.#current.getStore();
    return turn?.isOver === true ? undefined : turn;
  }

  /** The company that draws random numbers. */
  companyNow(): string | undefined {
    return this.#current.getStore()?.company;
  }

  within<T>(turn: Turn, work: () => T): T {
    return this.#current.run(turn, work);
  }
}
