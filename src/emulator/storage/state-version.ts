/**
 * The format of a whole state. Format 1 is a snapshot: companies and random numbers alone. An emulator that only knows
 * snapshots would overlook what was appended since.
 */
export const STATE_VERSION = 2;
