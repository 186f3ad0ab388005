import { z } from 'zod';
import { RATE_LIMIT_MODES } from '../emulator/rate-limit/rate-limit.js';
import { list } from '../util/lists.js';

const port = z.coerce.number('is no port').int('is no port').min(0, 'is no port').max(65535, 'is no port');
const flag = z.union([z.boolean(), z.enum(['true', '1']).transform(() => true), z.enum(['false', '0', '']).transform(() => false)]);
const hosts = z.union([
  list(z.string()),
  z.string().transform((text) =>
    text
      .split(',')
      .map((host) => host.trim())
      .filter(Boolean),
  ),
]);

/** The options of `start`, whichever way they come: by flag, environment variable or config file. */
export const startOptions = z.strictObject({
  port: port.default(4310),
  host: z.string().default('127.0.0.1'),
  consolePort: port.default(4311),
  consoleHost: z.string().default('127.0.0.1'),
  consoleToken: z.union([z.string(), z.number().transform(String)], 'is no text').optional(),
  seed: z.string().default('demo'),
  state: z.string().optional(),
  rateLimit: z.enum(RATE_LIMIT_MODES, `is none of ${RATE_LIMIT_MODES.join(', ')}`).default('advise'),
  allowHost: hosts.default([]),
  smtp: z.url({ protocol: /^smtps?$/, error: 'is no smtp:// URL' }).optional(),
  clock: z.string().optional(),
  bodyLimit: z.coerce.number().int().positive().optional(),
  /** Each may hold 32 Ki characters, so this is 3 GB at worst. */
  journalSize: z.coerce.number().int('is no whole number').min(0, 'is no count').max(100_000, 'is more than 100000').optional(),
  headers: flag.default(true),
  json: flag.default(false),
  quiet: flag.default(false),
});
export type StartOptions = z.output<typeof startOptions>;
export type StartOptionName = keyof StartOptions;

/** Options whose values are never shown. */
export const SECRET_OPTIONS: ReadonlySet<string> = new Set<StartOptionName>(['consoleToken', 'smtp']);

export const OPTION_NAMES: readonly StartOptionName[] = startOptions.keyof().options;

/** `consolePort` → `EXPENSIFY_EMULATOR_CONSOLE_PORT` */
export function environmentName(option: string): string {
  return `EXPENSIFY_EMULATOR_${kebab(option).replaceAll('-', '_').toUpperCase()}`;
}

/** `consolePort` → `--console-port` */
export function flagName(option: string): string {
  return `--${kebab(option)}`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
