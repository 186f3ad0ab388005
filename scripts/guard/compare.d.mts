type Counts = Readonly<Record<string, number | undefined>>;

export interface Counted {
  readonly work: Readonly<Record<string, Counts>>;
  readonly loaded: Readonly<Record<string, Counts>>;
}
export interface Budget {
  readonly work: Readonly<Record<string, Counts>>;
  readonly loaded: Readonly<Record<string, Counts>>;
  readonly allowance: Counts;
}
export function compare(measured: Counted, budget: Budget): { readonly lines: string[]; readonly excesses: string[] };
