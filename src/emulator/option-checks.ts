import { z } from 'zod';
import { list } from '../util/lists.js';
import { LOG_MODES, type OptionFacts, type OptionKinds } from './option-facts.js';
import { type EmulatorOptions, LIBRARY_OPTIONS, START_OPTIONS, type StartOptions } from './options.js';
import { RATE_LIMIT_MODES } from './rate-limit/rate-limit.js';

const COUNT = 'is not a whole number above 0';

/** What a value of each kind must be, whichever way it comes. */
const CHECKS: { readonly [Kind in keyof OptionKinds]: (facts: OptionFacts) => z.ZodType } = {
  port: () => z.int('is no port').min(0, 'is no port').max(65535, 'is no port'),
  text: () => z.string('is no text').min(1, 'is empty'),
  textOrNothing: () => z.string('is no text'),
  flag: () => z.boolean('is neither true nor false'),
  count: ({ max = Number.MAX_SAFE_INTEGER }) => z.int(COUNT).positive(COUNT).max(max, `is more than ${max}`),
  integer: () => z.int('is no whole number'),
  hosts: () => list(z.string('is no text'), 'is no list of hosts'),
  smtpUrl: () => z.url({ protocol: /^smtps?$/, error: 'is no smtp:// URL' }),
  rateLimitMode: () => z.enum(RATE_LIMIT_MODES, `is none of ${RATE_LIMIT_MODES.join(', ')}`),
  // Read by the seed's own schema, which says more.
  seed: () => z.unknown(),
  logMode: () => z.enum(LOG_MODES, `is invalid; use ${LOG_MODES.join(', ').replace(/, (\w+)$/, ' or $1')}`),
  listener: () => z.custom((value) => typeof value === 'function', 'is no function'),
  action: () => z.custom((value) => typeof value === 'function', 'is no function'),
};

/** Flags and environment variables are text, and a config file may spell a value as they do. */
const SPELLINGS: Readonly<Partial<Record<keyof OptionKinds, (given: unknown) => unknown>>> = {
  port: toNumber,
  count: toNumber,
  flag: (given) => (given === 'true' || given === '1' ? true : given === 'false' || given === '0' || given === '' ? false : given),
  hosts: (given) => (typeof given === 'string' ? splitHosts(given) : given),
  // A token of digits is a number in YAML.
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

/** Checks what `createEmulator` was given. */
export const emulatorOptions = createEmulatorSchema();

/** Reads the options of `start`, by their keys. */
export const startOptions = createStartSchema();

// A shape made in a loop has no static types; the table has them, and an overload says so.
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
  const check = option.kind === 'seed' ? z.string('is no text') : CHECKS[option.kind](option);
  const read = z.preprocess(SPELLINGS[option.kind] ?? ((given) => given), check);
  return option.default === undefined ? read.optional() : read.default(option.default);
}
