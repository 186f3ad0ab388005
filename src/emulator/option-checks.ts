import { z } from 'zod';
import { list } from '../util/lists.js';
import { once } from '../util/once.js';
import { orList } from '../util/or-list.js';
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

/** Checks the options of `createEmulator`. */
export const emulatorOptions = once(createEmulatorSchema);

/** Reads the options of `start`, by their keys. */
export const startOptions = once(createStartSchema);

// A shape built in a loop has no static types. The types of the table apply, and the overload declares them.
function createEmulatorSchema(): z.ZodType<EmulatorOptions>;
function createEmulatorSchema(): z.ZodType {
  return z.strictObject(
    Object.fromEntries(Object.entries(LIBRARY_OPTIONS).map(([name, facts]) => [name, CHECKS[facts.kind](facts).optional()])),
  );
}

function createStartSchema(): z.ZodType<StartOptions>;
function createStartSchema(): z.ZodType {
  return z.strictObject(Object.fromEntries(START_OPTIONS.map((option) => [option.key, spelled(option)])));
}

function spelled(option: OptionFacts): z.ZodType {
  const check = option.kind === 'seed' ? z.string('is not a string') : CHECKS[option.kind](option);
  const read = z.preprocess(SPELLINGS[option.kind] ?? ((given) => given), check);
  return option.default === undefined ? read.optional() : read.default(option.default);
}
