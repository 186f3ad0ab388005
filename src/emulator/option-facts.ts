import type { RateLimitMode } from './rate-limit/rate-limit.js';
import type { SeedSource } from './seeds/read-seed.js';

/** What a value can be; `option-checks.ts` has a check for each. */
export interface OptionKinds {
  readonly port: number;
  readonly text: string;
  /** An empty one means something, or is answered by whoever reads it. */
  readonly textOrNothing: string;
  readonly flag: boolean;
  readonly count: number;
  readonly integer: number;
  readonly hosts: readonly string[];
  readonly smtpUrl: string;
  readonly rateLimitMode: RateLimitMode;
  readonly seed: SeedSource;
  readonly listener: (problem: string) => void;
  readonly action: () => void;
  readonly logMode: LogMode;
}

/** Which requests `start` prints. */
export const LOG_MODES = ['all', 'errors', 'none'] as const;
export type LogMode = (typeof LOG_MODES)[number];

/** The headings of the options in --help, in this order. */
export const OPTION_GROUPS = ['Addresses', 'Data', 'Behaviour', 'SCIM', 'Limits', 'Output'] as const;

export interface OptionFacts<Kind extends keyof OptionKinds = keyof OptionKinds> {
  readonly kind: Kind;
  /** Of a count: the largest. */
  readonly max?: number;
  /** What it is for, in --help and in docs/reference/options.md. */
  readonly about: string;
  /** What the docs add to that, in Markdown. */
  readonly more?: string;
  readonly default?: string | number | boolean | readonly string[];
  /** Where the library differs from the command line. */
  readonly libraryDefault?: number;
  /** Its name in a config file, from which flag and environment variable are named. Without one it is the library's only. */
  readonly key?: string;
  /** Its heading in --help. */
  readonly group?: (typeof OPTION_GROUPS)[number];
  /** The letter of its short flag, which only `start` has: after `exec`, short flags belong to the command. */
  readonly short?: string;
  /** What stands behind the flag; a flag without it is on or off. */
  readonly argument?: string;
  /** It is on by default, and the flag that --help tells turns it off. */
  readonly isNegated?: true;
  /** Its value is never shown. */
  readonly isSecret?: true;
  /** A flag of `start` that `exec` does not have. */
  readonly isOfStart?: true;
}
