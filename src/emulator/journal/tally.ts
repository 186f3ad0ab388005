/** Upper bounds of the duration buckets, in seconds. */
export const BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** The number of exchanges of one kind. */
export interface Count {
  readonly job: string;
  readonly code: number;
  readonly count: number;
}

/** A fault can respond with any code; kinds beyond this number are counted together. */
const MAX_KINDS = 500;

/** Counts everything the journal recorded, including entries that its ring has dropped. */
export class Tally {
  readonly #kinds = new Map<string, { job: string; code: number; count: number }>();
  readonly #buckets = new Array<number>(BUCKETS_S.length + 1).fill(0);
  #seconds = 0;
  #total = 0;
  #advisories = 0;

  add(job: string, code: number, durationMs: number, advisories: number): void {
    const key = `${job} ${code}`;
    const kind = this.#kinds.get(key) ?? this.#newKind(key, job, code);
    kind.count++;
    this.#total++;
    this.#advisories += advisories;
    this.#seconds += durationMs / 1000;
    let bucket = 0;
    while (bucket < BUCKETS_S.length && durationMs / 1000 > (BUCKETS_S[bucket] ?? 0)) bucket++;
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
  }

  get counts(): readonly Count[] {
    return [...this.#kinds.values()];
  }

  get durations(): { readonly buckets: readonly number[]; readonly seconds: number; readonly total: number } {
    return { buckets: this.#buckets, seconds: this.#seconds, total: this.#total };
  }

  get advisories(): number {
    return this.#advisories;
  }

  reset(): void {
    this.#kinds.clear();
    this.#buckets.fill(0);
    this.#seconds = 0;
    this.#total = 0;
    this.#advisories = 0;
  }

  #newKind(key: string, job: string, code: number): { job: string; code: number; count: number } {
    if (this.#kinds.size >= MAX_KINDS) {
      const others = this.#kinds.get('other') ?? { job: 'other', code: 0, count: 0 };
      this.#kinds.set('other', others);
      return others;
    }
    const kind = { job, code, count: 0 };
    this.#kinds.set(key, kind);
    return kind;
  }
}
