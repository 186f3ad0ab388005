import type { StartOptions } from '../emulator/options.js';
import { fetchConsole } from './console-fetch.js';
import { UsageError } from './usage-error.js';

/** A running emulator's console. */
export interface Console {
  readonly url: string;
  readonly token: string | undefined;
}

/** The console of an emulator that was started with these options. */
export function consoleOf({ consoleHost, consolePort, consoleToken }: StartOptions): Console {
  // A server can listen on all addresses, but a client has to connect to one of them.
  const reachable = consoleHost === '0.0.0.0' || consoleHost === '::' ? '127.0.0.1' : consoleHost;
  return { url: `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${consolePort}`, token: consoleToken };
}

/** Nothing answers at the URL. */
export class NoAnswerError extends UsageError {}

/** Something answers at the URL that is not an emulator console. */
export class NotConsoleError extends UsageError {}

/** A busy console responds late, and one that hangs must not keep the command waiting. */
const ANSWER_MS = 15_000;

export interface ConsoleInit {
  readonly method?: string;
  /** JSON. */
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** Sends a request to the console. Throws NoAnswerError or NotConsoleError, which are UsageErrors. */
export async function askConsole({ url, token }: Console, path: string, init: ConsoleInit = {}): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  let response: Response;
  try {
    const signal = init.signal ?? AbortSignal.timeout(ANSWER_MS);
    response = await fetchConsole(`${url}/_emulator/${path}`, { ...init, headers, signal });
  } catch {
    throw new NoAnswerError(`No emulator answers at ${url}. Start one, or pass its console URL with --url.`);
  }
  const isConsole = response.headers.get('content-type')?.includes('json') === true;
  if (response.ok || isConsole) return response;
  throw new NotConsoleError(`${url} is not an emulator console (HTTP ${response.status}). Pass the console URL with --url.`);
}
