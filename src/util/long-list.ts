/** A list whose items are made when they are written as JSON, a few at a time, so that they never all exist at once. */
export class LongList<T> {
  private constructor(
    readonly length: number,
    /** Makes the items from `start` up to and without `end`. */
    readonly items: (start: number, end: number) => readonly T[],
  ) {}

  /** As JSON, `sources.map(make)`. `sources` must not change until it is written. */
  static from<S, T>(sources: readonly S[], make: (source: S) => T): LongList<T> {
    return new LongList(sources.length, (start, end) => sources.slice(start, end).map((source) => make(source)));
  }

  toJSON(): readonly T[] {
    return this.items(0, this.length);
  }
}

/** A type in which any list may be a `LongList`. */
export type Lengthy<T> = T extends readonly (infer Item)[]
  ? T | LongList<Item>
  : T extends object
    ? { readonly [Key in keyof T]: Lengthy<T[Key]> }
    : T;
