/** The only source of randomness. It is seeded: the same seed and the same requests give the same bytes. */
export interface Random {
  /** A float in [0, 1). */
  next(): number;
  /** An integer in [min, max], both included. */
  integer(min: number, max: number): number;
  /** `length` characters drawn from `alphabet`. */
  text(length: number, alphabet: string): string;
  /** The generator's state, for snapshots: restoring it replays the same numbers. */
  readonly state: number;
  restore(state: number): void;
}

/** mulberry32: its 32 bits of state fit into a snapshot as one number. Never use it for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    integer,
    text: (length, alphabet) => {
      let text = '';
      for (let index = 0; index < length; index++) text += alphabet[integer(0, alphabet.length - 1)];
      return text;
    },
    get state() {
      return state;
    },
    restore: (value) => {
      state = value >>> 0;
    },
  };
}

/** FNV-1a, 32 bits: hashes a name to a number that is the same on every machine. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
