import { environmentName } from './options.js';
import { UsageError } from './usage-error.js';

/** Where a running emulator's console is: the flag, else what the environment of `start` would say. */
export function consoleUrl(flag: string | undefined): string {
  if (flag !== undefined) return flag.replace(/\/$/, '');
  const { host, port } = { host: process.env[environmentName('consoleHost')], port: process.env[environmentName('consolePort')] };
  // What a server binds to is not always what one connects to.
  const reachable = host === undefined || host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port ?? 4311}`;
}

/** Asks the console. Throws UsageError when nobody answers there. */
export async function askConsole(url: string, path: string, init: RequestInit = {}): Promise<Response> {
  const token = process.env[environmentName('consoleToken')];
  const headers = { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  try {
    return await fetch(`${url}/_emulator/${path}`, { ...init, headers, signal: AbortSignal.timeout(5000) });
  } catch {
    throw new UsageError(`No emulator answers at ${url}: start one, or name its console with --url.`);
  }
}
