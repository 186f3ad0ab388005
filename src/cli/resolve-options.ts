import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { startOptions } from '../emulator/option-checks.js';
import type { StartOptions } from '../emulator/options.js';
import { didYouMean } from '../util/did-you-mean.js';
import { sayIssue } from '../util/say-issue.js';
import { environmentName, flagName, OPTION_NAMES, SECRET_OPTIONS } from './options.js';
import { readDataFile } from './read-data-file.js';
import { UsageError } from './usage-error.js';

const CONFIG_FILES = ['yaml', 'yml', 'json'].map((ending) => `expensify-emulator.config.${ending}`);

/** Flags win over environment over config file over `defaults` over what an option is by itself. Throws UsageError that names where a bad value came from. */
export async function resolveStartOptions(
  flags: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
  defaults: Readonly<Record<string, unknown>> = {},
): Promise<StartOptions> {
  const { config, ...given } = flags;
  const file = await readConfig(typeof config === 'string' ? config : environment[environmentName('config')], folder);
  const merged: Record<string, unknown> = {};
  const sources: Record<string, string> = {};
  for (const name of OPTION_NAMES) {
    const variable = environment[environmentName(name)];
    const candidates = [
      { value: given[name], source: flagName(name) },
      { value: variable === '' ? undefined : variable, source: environmentName(name) },
      { value: file.values[name], source: `${name} in ${file.path}` },
      { value: defaults[name], source: name },
    ];
    const found = candidates.find(({ value }) => value !== undefined);
    if (found === undefined) continue;
    merged[name] = found.value;
    sources[name] = found.source;
  }
  const result = startOptions.safeParse(merged, { error: sayIssue });
  if (result.success) return assertTwoPorts(result.data);
  const [issue] = result.error.issues;
  const name = String(issue?.path[0]);
  const value = SECRET_OPTIONS.has(name) ? 'the value' : `'${asText(merged[name])}'`;
  throw new UsageError(`${sources[name] ?? name}: ${value} ${issue?.message ?? 'is wrong'}.`);
}

/** A config file may give a list or an object where one value belongs. */
function asText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The listeners are two, so that a tunnel to one never opens the other. */
function assertTwoPorts(options: StartOptions): StartOptions {
  const { port, consolePort, host, consoleHost } = options;
  if (port !== consolePort || port === 0 || host !== consoleHost) return options;
  throw new UsageError(`--port and --console-port are both ${port}: give them two, or 0 for a free one.`);
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
    throw new UsageError(`${path}: a config file is an object of options.`);
  const values: Record<string, unknown> = { ...content };
  for (const key of Object.keys(values)) {
    if (OPTION_NAMES.some((name) => name === key)) continue;
    const likely = didYouMean(key, OPTION_NAMES);
    throw new UsageError(`${path}: there is no option '${key}'${likely === undefined ? '.' : `. Did you mean '${likely}'?`}`);
  }
  return { path, values };
}
