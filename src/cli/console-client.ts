import type { StartOptions } from '../emulator/options.js';
import { readHttpURL } from './http-url.js';
import { resolveStartOptions } from './resolve-options.js';
import { UsageError } from './usage-error.js';

/** A running emulator's console. */
export interface Console {
  readonly url: string;
  readonly token: string | undefined;
  /** How the user names it. Default: `--url`. */
  readonly flag?: string;
}

/** Where the console is: the flag, else what `start` would be told here by environment and config file. Throws UsageError. */
export async function findConsole({ url, config }: { readonly url?: string; readonly config?: string }, flag = '--url'): Promise<Console> {
  const options = await resolveStartOptions({ config }, process.env, process.cwd());
  if (url === undefined) return { ...consoleOf(options), flag };
  // People paste what the banner prints, which goes on to /_emulator/health.
  return { url: readHttpURL(flag, url).origin, token: options.consoleToken, flag };
}

/** The console of an emulator that was started with these options. */
export function consoleOf({ consoleHost, consolePort, consoleToken }: StartOptions): Console {
  // What a server binds to is not always what one connects to.
  const reachable = consoleHost === '0.0.0.0' || consoleHost === '::' ? '127.0.0.1' : consoleHost;
  return { url: `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${consolePort}`, token: consoleToken };
}

/** Nothing answers at the URL. */
export class NoAnswerError extends UsageError {}

/** Something answers at the URL that is not an emulator console. */
export class NotConsoleError extends UsageError {}

/** A busy console responds late, and one that hangs must not keep the command waiting. */
const ANSWER_MS = 15_000;

/** Sends a request to the console. Throws NoAnswerError or NotConsoleError, which are UsageErrors. */
export async function askConsole({ url, token, flag = '--url' }: Console, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  let response: Response;
  try {
    response = await fetch(`${url}/_emulator/${path}`, { ...init, headers, signal: init.signal ?? AbortSignal.timeout(ANSWER_MS) });
  } catch {
    throw new NoAnswerError(`No emulator answers at ${url}. Start one, or pass its console URL with ${flag}.`);
  }
  const isConsole = response.headers.get('content-type')?.includes('json') === true;
  if (response.ok || isConsole) return response;
  throw new NotConsoleError(`${url} is not an emulator console (HTTP ${response.status}). Pass the console URL with ${flag}.`);
}
