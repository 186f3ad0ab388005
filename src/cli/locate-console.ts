import { z } from 'zod';
import { readJson } from '../util/read-json.js';
import { findBackground } from './background.js';
import { askConsole, type Console, consoleOf, NoAnswerError, NotConsoleError } from './console-client.js';
import { readHttpURL } from './http-url.js';
import { environmentName } from './options.js';
import { type ResolvedOptions, resolveWithOrigins } from './resolve-options.js';
import { RunFile } from './run-file.js';
import { UsageError } from './usage-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The flags that say where the running emulator is. */
export interface FindFlags {
  /** The URL of its console. */
  readonly url?: string | undefined;
  /** The config file it was started with. */
  readonly config?: string | undefined;
}

/** A console that answers as an emulator does. */
export interface LocatedConsole {
  readonly console: Console;
  /** Where its URL comes from, for messages. */
  readonly source: string;
  /** True for the background emulator of this folder, whose process is on this machine. */
  readonly isBackground: boolean;
  /** True if nothing names it: it was found at the default port. */
  readonly isDefault?: true;
}

/** No emulator answers where the flags, the environment, the config file and the folder say. */
export class NoEmulatorError extends UsageError {
  /** @param where What was found in each place, as a sentence. */
  constructor(readonly where: string) {
    super(`${where} Start one with: npx expensify-emulator start --detach, or pass its console URL with --url.`);
  }
}

const CONSOLE_URL = 'EXPENSIFY_CONSOLE_URL';

/**
 * Finds the console of the running emulator: by `--url`, the environment, the config file, this folder's background emulator,
 * then the default port. A URL from a flag or the environment is the only one that is tried: another emulator would be the wrong
 * one. Throws NoEmulatorError that says where it looked and how to start one, and UsageError.
 */
export async function locateConsole(flags: FindFlags, environment: Environment, folder: string): Promise<LocatedConsole> {
  const tried: string[] = [];
  for await (const candidate of candidates(flags, environment, folder)) {
    if (typeof candidate === 'string') tried.push(candidate);
    else {
      const problem = await whyNot(candidate);
      if (problem === undefined) return candidate;
      tried.push(problem);
    }
  }
  throw new NoEmulatorError(`No emulator found: ${tried.join(', and ')}.`);
}

/** Yields a text for a place where there can be none. Later candidates are only looked up when they are needed. */
async function* candidates(flags: FindFlags, environment: Environment, folder: string): AsyncGenerator<LocatedConsole | string> {
  const resolved = await resolveWithOrigins({ config: flags.config }, environment, folder);
  const token = resolved.options.consoleToken;
  const named = flags.url ?? (environment[CONSOLE_URL] || undefined);
  if (named !== undefined) {
    const source = flags.url === undefined ? CONSOLE_URL : '--url';
    // People paste what the banner prints, which may go on to a page of the console.
    const url = readHttpURL(source, named).origin;
    yield { console: { url, token: token ?? tokenOfBackground(url, folder) }, source, isBackground: false };
    return;
  }
  const place = namedPlace(resolved);
  if (place !== undefined) yield { console: consoleOf(resolved.options), source: place.source, isBackground: false };
  if (place?.isFinal === true) return;
  const background = await findBackground(new RunFile(folder));
  if (background === undefined) yield 'this folder has no background emulator';
  else yield { console: { url: background.consoleUrl, token: background.consoleToken }, source: 'the background', isBackground: true };
  if (place === undefined) yield { console: { url: DEFAULT_URL, token }, source: 'the default', isBackground: false, isDefault: true };
}

const DEFAULT_URL = 'http://127.0.0.1:4311';
const PLACE_OPTIONS = ['consolePort', 'consoleHost', 'port'] as const;

/** The environment or the config file may name the console's port; 0 names none. The environment's is final. */
function namedPlace({ options, origins, configPath }: ResolvedOptions): { source: string; isFinal: boolean } | undefined {
  if (options.consolePort === 0) return undefined;
  const variable = PLACE_OPTIONS.find((name) => origins[name] === 'environment');
  if (variable !== undefined) return { source: environmentName(variable), isFinal: true };
  return PLACE_OPTIONS.some((name) => origins[name] === 'config') ? { source: String(configPath), isFinal: false } : undefined;
}

/** The URL may be copied from the output of `start --detach`, which does not show the token. */
function tokenOfBackground(url: string, folder: string): string | undefined {
  const run = new RunFile(folder).read();
  return run?.consoleUrl === url ? run.consoleToken : undefined;
}

/** An emulator that cannot save its state runs as well. */
const healthSchema = z.object({ status: z.enum(['ok', 'degraded']) });

/** Why a candidate is not the emulator; undefined if it is. Its health is shown without a token. */
async function whyNot({ console, source, isBackground }: LocatedConsole): Promise<string | undefined> {
  if (isBackground) return undefined;
  try {
    const response = await askConsole(console, 'health');
    const isEmulator = healthSchema.safeParse(readJson(await response.text())).success;
    return isEmulator ? undefined : `${console.url} (${source}) is not an emulator console`;
  } catch (error) {
    if (error instanceof NoAnswerError) return `nothing answers at ${console.url} (${source})`;
    if (error instanceof NotConsoleError) return `${console.url} (${source}) is not an emulator console`;
    throw error;
  }
}
