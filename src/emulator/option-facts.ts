import type { RateLimitMode } from './rate-limit/rate-limit.js';
import type { SeedSource } from './seeds/read-seed.js';

/** What a value can be; `option-checks.ts` has a check for each. */
export interface OptionKinds {
  readonly port: number;
  readonly text: string;
  /** May be empty. The code that reads it checks the value. */
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
  readonly durability: Durability;
}

/** When a change counts as kept. */
export const DURABILITIES = ['system', 'disk'] as const;
export type Durability = (typeof DURABILITIES)[number];

/** Which requests `start` prints. */
export const LOG_MODES = ['all', 'errors', 'none'] as const;
export type LogMode = (typeof LOG_MODES)[number];

/** The headings of the options in --help, in this order. */
export const OPTION_GROUPS = ['Addresses', 'Data', 'Behaviour', 'SCIM', 'Limits', 'Output'] as const;

export interface OptionFacts<Kind extends keyof OptionKinds = keyof OptionKinds> {
  readonly kind: Kind;
  /** The maximum of a count. */
  readonly max?: number;
  /** The description in --help and in docs/reference/options.md. */
  readonly about: string;
  /** Markdown that only the docs add to the description. */
  readonly more?: string;
  readonly default?: string | number | boolean | readonly string[];
  /** The default in --help and in docs/reference/options.md, if it depends on another option. */
  readonly shownDefault?: string;
  /** Where the library differs from the command line. */
  readonly libraryDefault?: number;
  /** The name in a config file. The flag and the environment variable are derived from it. An option without a key exists only in the library. */
  readonly key?: string;
  /** Its heading in --help. */
  readonly group?: (typeof OPTION_GROUPS)[number];
  /** The letter of its short flag, which only `start` has: after `exec`, short flags belong to the command. */
  readonly short?: string;
  /** The value in --help, such as `<n>`. A flag without one is on or off. */
  readonly argument?: string;
  /** The option is on by default, and --help shows the flag that turns it off. */
  readonly isNegated?: true;
  /** Its value is never shown. */
  readonly isSecret?: true;
  /** A flag of `start` that `exec` does not have. */
  readonly isOfStart?: true;
}
