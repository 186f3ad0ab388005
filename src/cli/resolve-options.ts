import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readStartOptions } from '../emulator/option-checks.js';
import type { StartOptions } from '../emulator/options.js';
import { isInstant, NOT_AN_INSTANT } from '../runtime/clock.js';
import { suggest } from '../util/suggest.js';
import { environmentName, flagName, OPTION_NAMES, SECRET_OPTIONS } from './options.js';
import { readDataFile } from './read-data-file.js';
import { UsageError } from './usage-error.js';

const CONFIG_FILES = ['yaml', 'yml', 'json'].map((ending) => `expensify-emulator.config.${ending}`);

type Environment = Readonly<Record<string, string | undefined>>;
type Origin = 'flag' | 'environment' | 'config' | 'default';

/** The options of `start`, and which of them were given where. */
export interface ResolvedOptions {
  readonly options: StartOptions;
  /** The origin of each option that was given. An option without one has its own default. */
  readonly origins: Readonly<Partial<Record<string, Origin>>>;
  /** The config file that was read. */
  readonly configPath: string | undefined;
}

/**
 * Flags win over the environment, the environment over the config file, and the config file over `defaults`.
 * Throws UsageError that names where an invalid value came from.
 */
export async function resolveStartOptions(
  flags: Readonly<Record<string, unknown>>,
  environment: Environment,
  folder: string,
  defaults: Readonly<Record<string, unknown>> = {},
): Promise<StartOptions> {
  return (await resolveWithOrigins(flags, environment, folder, defaults)).options;
}

/** Like `resolveStartOptions`, and tells where each option was given. Throws UsageError. */
export async function resolveWithOrigins(
  flags: Readonly<Record<string, unknown>>,
  environment: Environment,
  folder: string,
  defaults: Readonly<Record<string, unknown>> = {},
): Promise<ResolvedOptions> {
  const { config, ...given } = flags;
  const file = await readConfig(typeof config === 'string' ? config : environment[environmentName('config')], folder);
  const merged: Record<string, unknown> = {};
  const sources: Record<string, string> = {};
  const origins: Record<string, Origin> = {};
  for (const name of OPTION_NAMES) {
    const variable = environment[environmentName(name)];
    const candidates = [
      { value: given[name], source: flagName(name), origin: 'flag' },
      { value: variable === '' ? undefined : variable, source: environmentName(name), origin: 'environment' },
      { value: file.values[name], source: `${name} in ${file.path}`, origin: 'config' },
      { value: defaults[name], source: name, origin: 'default' },
    ] as const;
    const found = candidates.find(({ value }) => value !== undefined);
    if (found === undefined) continue;
    merged[name] = found.value;
    sources[name] = found.source;
    origins[name] = found.origin;
  }
  const { options: read, problem } = readStartOptions(merged);
  if (read !== undefined) {
    assertClock(read, sources.clock);
    const options = assertTwoPorts(withConsolePort(read, origins, sources.port));
    return { options, origins, configPath: file.path === '' ? undefined : file.path };
  }
  const { key, message } = problem;
  const value = SECRET_OPTIONS.has(key) ? 'the value' : `'${asText(merged[key])}'`;
  throw new UsageError(`${sources[key] ?? key}: ${value} ${message}.`);
}

/** The emulator would refuse it without the name of the option. */
function assertClock({ clock }: StartOptions, source = '--clock'): void {
  if (clock !== undefined && !isInstant(clock)) throw new UsageError(`${source}: '${clock}' ${NOT_AN_INSTANT}.`);
}

const MAX_PORT = 65_535;

/** The console is on the next port when only the API port is given. Port 0 picks a free port for both. */
function withConsolePort(options: StartOptions, origins: ResolvedOptions['origins'], source = '--port'): StartOptions {
  if (origins.port === undefined || origins.consolePort !== undefined) return options;
  const { port } = options;
  if (port === MAX_PORT)
    throw new UsageError(`${source}: the console uses the next port, and there is none after ${port}. Choose one with --console-port.`);
  return { ...options, consolePort: port === 0 ? 0 : port + 1 };
}

/** A config file may have a list or an object where one value is expected. */
function asText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** There are two listeners because a tunnel to the API must never expose the console. */
function assertTwoPorts(options: StartOptions): StartOptions {
  const { port, consolePort, host, consoleHost } = options;
  if (port !== consolePort || port === 0 || host !== consoleHost) return options;
  throw new UsageError(`--port and --console-port are both ${port}. Choose two different ports, or 0 for a free one.`);
}

interface ConfigFile {
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
}

async function readConfig(named: string | undefined, folder: string): Promise<ConfigFile> {
  const path = named ?? CONFIG_FILES.find((file) => existsSync(resolve(folder, file)));
  if (path === undefined) return { path: '', values: {} };
  const content = await readDataFile(resolve(folder, path));
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new UsageError(`${path} must contain an object of options.`);
  const values: Record<string, unknown> = { ...content };
  for (const key of Object.keys(values)) {
    if (OPTION_NAMES.some((name) => name === key)) continue;
    throw new UsageError(`${path}: unknown option '${key}'${suggest(key, OPTION_NAMES, '. docs/reference/options.md lists the options.')}`);
  }
  return { path, values };
}
