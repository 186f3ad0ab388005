import type { World } from '../../../emulator/world/world.js';
import { createRandom, hash32, type Random } from '../../../runtime/random.js';

/** Random numbers with a state for each company. The first company has the state of a single emulator. */
export class CompanyRandom implements Random {
  readonly #base: Random;
  readonly #world: World;
  readonly #companyNow: () => string | undefined;
  readonly #states = new Map<string, number>();

  /** `companyNow` tells which company draws. */
  constructor(base: Random, world: World, companyNow: () => string | undefined) {
    this.#base = base;
    this.#world = world;
    this.#companyNow = companyNow;
  }

  next(): number {
    return this.#draw((random) => random.next());
  }

  integer(min: number, max: number): number {
    return this.#draw((random) => random.integer(min, max));
  }

  text(length: number, alphabet: string): string {
    return this.#draw((random) => random.text(length, alphabet));
  }

  get state(): number {
    return this.stateOf(this.#company());
  }

  /** Starts over: every company begins anew. */
  restore(state: number): void {
    this.#base.restore(state);
    this.#states.clear();
  }

  stateOf(company: string): number {
    return this.#states.get(company) ?? (company === this.#first() ? this.#base.state : hash32(`${this.#base.state} ${company}`));
  }

  restoreOf(company: string, state: number): void {
    this.#states.set(company, state >>> 0);
  }

  /** Continues from what the database has. */
  restoreAll(scopes: readonly { readonly scope: string; readonly random?: number | null | undefined }[]): void {
    for (const { scope, random } of scopes) if (typeof random === 'number') this.restoreOf(scope, random);
  }

  #draw<T>(drawn: (random: Random) => T): T {
    const company = this.#company();
    const random = createRandom(this.stateOf(company));
    const value = drawn(random);
    this.#states.set(company, random.state);
    return value;
  }

  #company(): string {
    return this.#companyNow() ?? this.#first();
  }

  #first(): string {
    const [first = ''] = this.#world.companies.keys();
    return first;
  }
}
