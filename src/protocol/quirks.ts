import type { Known } from './evidence.js';

/**
 * Undocumented behaviour with more than one plausible guess. A seed chooses with
 * `quirks: { "create policy": { missing-name: "410" } }`; the first value is the default.
 */
export interface Quirk extends Known {
  /** What the quirk decides: `The response code if policyName is missing`. */
  readonly statement: string;
  readonly values: readonly [string, ...string[]];
}

export type Quirks = Readonly<Record<string, Quirk>>;

/** The choices of a company, by job and quirk. */
export type ChosenQuirks = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * The value of a quirk for a company.
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
