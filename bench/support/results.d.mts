interface Measured {
  readonly id: string;
  readonly what: string;
  readonly value?: number;
  readonly noise?: number;
  readonly goal: { readonly atMost?: number; readonly atLeast?: number };
}

interface Change {
  readonly change?: number;
  readonly isBeyondNoise?: boolean;
  readonly isBetter?: boolean;
}

export function withChanges<Row extends Measured>(
  rows: readonly Row[],
  kept: { readonly rows: readonly Measured[] } | undefined,
): (Row & Change)[];
