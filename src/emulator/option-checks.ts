import { z } from 'zod';
import { list } from '../util/lists.js';
import { once } from '../util/once.js';
import { orList } from '../util/or-list.js';
import { sayIssue } from '../util/say-issue.js';
import { DURABILITIES, LOG_MODES, type OptionFacts, type OptionKinds } from './option-facts.js';
import { type EmulatorOptions, LIBRARY_OPTIONS, START_OPTIONS, type StartOptions } from './options.js';
import { RATE_LIMIT_MODES } from './rate-limit/rate-limit.js';

const COUNT = 'is not a whole number greater than 0';

/** What a value of each kind must be, wherever it was set. */
const CHECKS: { readonly [Kind in keyof OptionKinds]: (facts: OptionFacts) => z.ZodType } = {
  port: () => z.int('is not a valid port (0–65535)').min(0, 'is not a valid port (0–65535)').max(65535, 'is not a valid port (0–65535)'),
  text: () => z.string('is not a string').min(1, 'is empty'),
  textOrNothing: () => z.string('is not a string'),
  flag: () => z.boolean('is not true or false'),
  count: ({ max = Number.MAX_SAFE_INTEGER }) => z.int(COUNT).positive(COUNT).max(max, `is greater than the maximum of ${max}`),
  integer: () => z.int('is not a whole number'),
  hosts: () => list(z.string('is not a string'), 'is not a list of hosts'),
  smtpUrl: () => z.url({ protocol: /^smtps?$/, error: 'is not an smtp:// URL' }),
  rateLimitMode: () => z.enum(RATE_LIMIT_MODES, `is invalid; use ${orList(RATE_LIMIT_MODES)}`),
  // The seed's own schema checks it with better messages.
  seed: () => z.unknown(),
  durability: () => z.enum(DURABILITIES, `is invalid; use ${orList(DURABILITIES)}`),
  logMode: () => z.enum(LOG_MODES, `is invalid; use ${orList(LOG_MODES)}`),
  listener: () => z.custom((value) => typeof value === 'function', 'is not a function'),
  action: () => z.custom((value) => typeof value === 'function', 'is not a function'),
};

/** Flags and environment variables are text, and a config file may write a value as text too. */
const SPELLINGS: Readonly<Partial<Record<keyof OptionKinds, (given: unknown) => unknown>>> = {
  port: toNumber,
  count: toNumber,
  flag: (given) => (given === 'true' || given === '1' ? true : given === 'false' || given === '0' || given === '' ? false : given),
  hosts: (given) => (typeof given === 'string' ? splitHosts(given) : given),
  // YAML reads a token of digits as a number.
  textOrNothing: (given) => (typeof given === 'number' ? String(given) : given),
};

function toNumber(given: unknown): unknown {
  return typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
}

function splitHosts(text: string): string[] {
  return text
    .split(',')
    .map((host) => host.trim())
    .filter(Boolean);
}

/** What is wrong with an option. */
export interface OptionProblem {
  readonly key: string;
  /** Where the wrong value is, beginning with the key. */
  readonly path: readonly PropertyKey[];
  /** Undefined if there is no such option. */
  readonly message?: string;
}
export type ReadOptions<T> =
  | { readonly options: T; readonly problem?: undefined }
  | { readonly problem: OptionProblem; readonly options?: undefined };

const SAYING = { error: sayIssue };

type OptionTable = readonly (readonly [key: string, facts: OptionFacts])[];

/** Checks the options of `createEmulator`. */
export const readLibraryOptions: (given: object) => ReadOptions<EmulatorOptions> = reader(
  Object.entries(LIBRARY_OPTIONS),
  (facts) => CHECKS[facts.kind](facts),
  () => undefined,
);

/** Reads the options of `start`, by their keys. Options that are not given have their defaults. */
export const readStartOptions: (given: object) => ReadOptions<StartOptions> = reader(
  START_OPTIONS.map((facts) => [facts.key, facts]),
  spelled,
  (facts) => facts.default,
);

function spelled(option: OptionFacts): z.ZodType {
  const check = option.kind === 'seed' ? z.string('is not a string') : CHECKS[option.kind](option);
  return z.preprocess(SPELLINGS[option.kind] ?? ((given) => given), check);
}

// What is read in a loop has no static types. The types of the table apply, and the overload declares them.
function reader<T>(
  table: OptionTable,
  toCheck: (facts: OptionFacts) => z.ZodType,
  defaultOf: (facts: OptionFacts) => unknown,
): (given: object) => ReadOptions<T>;
/** A check is made when its option is first given: most starts give few options, and making all checks takes 5 ms. */
/* @__NO_SIDE_EFFECTS__ */
function reader(
  table: OptionTable,
  toCheck: (facts: OptionFacts) => z.ZodType,
  defaultOf: (facts: OptionFacts) => unknown,
): (given: object) => ReadOptions<object> {
  const checks = once(() => table.map(([key, facts]) => ({ key, check: once(() => toCheck(facts)), usual: defaultOf(facts) })));
  const known = once(() => new Set(table.map(([key]) => key)));
  return (given) => {
    const options: Record<string, unknown> = {};
    for (const { key, check, usual } of checks()) {
      const value: unknown = Reflect.get(given, key);
      if (value === undefined) {
        if (usual !== undefined) options[key] = usual;
        continue;
      }
      const { data, error } = check().safeParse(value, SAYING);
      if (error !== undefined) return { problem: problemOf(key, error) };
      options[key] = data;
    }
    const unknown = Object.keys(given).find((key) => !known().has(key));
    return unknown === undefined ? { options } : { problem: { key: unknown, path: [unknown] } };
  };
}

function problemOf(key: string, { issues: [issue] }: z.ZodError): OptionProblem {
  return { key, path: [key, ...(issue?.path ?? [])], message: issue?.message ?? 'is not valid' };
}
