import type { Known } from './evidence.js';

/**
 * Behaviour that nobody has published, where more than one guess is as good. A seed chooses with
 * `quirks: { "create policy": { missing-name: "410" } }`; the first value is what happens otherwise.
 */
export interface Quirk extends Known {
  /** What is chosen: `The code of a missing policyName`. */
  readonly statement: string;
  readonly values: readonly [string, ...string[]];
}

export type Quirks = Readonly<Record<string, Quirk>>;

/** What a company chose: by job, by quirk. */
export type ChosenQuirks = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * The value that holds for a company.
 * @example quirkOf(company.quirks, createPolicy, 'missing-name') // '500'
 */
export function quirkOf<Q extends Quirks, K extends keyof Q & string>(
  chosen: ChosenQuirks,
  { name, quirks }: { readonly name: string; readonly quirks?: Q },
  quirk: K,
): Q[K]['values'][number] | undefined {
  const values = quirks?.[quirk]?.values;
  const choice = Object.hasOwn(chosen, name) ? chosen[name]?.[quirk] : undefined;
  return values?.find((value) => value === choice) ?? values?.[0];
}
