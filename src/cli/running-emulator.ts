import { z } from 'zod';
import { readJson } from '../util/read-json.js';
import { askConsole, type Console } from './console-client.js';
import { problemIn } from './console-problem.js';
import { type FindFlags, locateConsole } from './locate-console.js';
import { type ReadyFacts, readReadyLine } from './run-file.js';
import { UsageError } from './usage-error.js';

/** An emulator that runs now, wherever it was started. */
export interface RunningEmulator {
  /** Its console, for `askConsole`. */
  readonly console: Console;
  /** What `start --json` prints, with URLs that can be reached from here. */
  readonly ready: ReadyFacts;
  readonly version: string;
  /** Its process id, which may be of another machine or container. */
  readonly pid: number;
  /** True for the background emulator of this folder, whose process is on this machine. */
  readonly isBackground: boolean;
  /** True if nothing names it: it was found at the default port. */
  readonly isDefault: boolean;
}

const infoSchema = z.object({ pid: z.int(), version: z.string() });

/**
 * Finds the running emulator: by `--url`, the environment, the config file, this folder's background emulator, then the default
 * port. Throws UsageError that says where it looked and how to start one.
 * @example const { ready, console } = await findEmulator(flags, process.env, process.cwd());
 */
export async function findEmulator(
  flags: FindFlags,
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
): Promise<RunningEmulator> {
  const { console, isBackground, isDefault = false } = await locateConsole(flags, environment, folder);
  const [ready, info] = await Promise.all([ask(console, 'ready', readReadyLine), ask(console, 'info', readInfo)]);
  return { console, ready: reachable(ready, console), ...info, isBackground, isDefault };
}

function readInfo(text: string): z.output<typeof infoSchema> | undefined {
  return infoSchema.safeParse(readJson(text)).data;
}

async function ask<T>(console: Console, path: string, read: (text: string) => T | undefined): Promise<T> {
  const response = await askConsole(console, path);
  if (response.status === 401)
    throw new UsageError(
      `The console at ${console.url} requires a token. Set EXPENSIFY_EMULATOR_CONSOLE_TOKEN to the token of --console-token.`,
    );
  const text = await response.text();
  const found = response.ok ? read(text) : undefined;
  if (found !== undefined) return found;
  const problem = problemIn(text);
  if (response.status >= 500 && problem !== undefined) throw new UsageError(`The emulator at ${console.url} can't respond: ${problem}`);
  throw new UsageError(`The emulator at ${console.url} is a different version that this command can't use. Restart it.`);
}

/** An emulator on all addresses shows the address it listens on, which nothing can connect to from another container. */
function reachable(ready: ReadyFacts, console: Console): ReadyFacts {
  const { hostname } = new URL(console.url);
  const from = (url: string): string => {
    const shown = new URL(url);
    if (shown.hostname !== '0.0.0.0' && shown.hostname !== '[::]') return url;
    shown.hostname = hostname;
    return url.endsWith('/') ? shown.href : shown.href.replace(/\/$/, '');
  };
  const { scim } = ready;
  return {
    ...ready,
    url: from(ready.url),
    endpoint: from(ready.endpoint),
    consoleUrl: console.url,
    ...(scim !== undefined && { scim: { ...scim, url: from(scim.url) } }),
  };
}
