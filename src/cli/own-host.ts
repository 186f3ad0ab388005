import { hostname, networkInterfaces } from 'node:os';
import { isLoopback } from './http-url.js';
import type { RunningEmulator } from './running-emulator.js';
import { UsageError } from './usage-error.js';

/**
 * A console says where its API is, and anything can pose as a console. Without this check, it could lead requests with the user's
 * credentials to another machine, even to the live service, and nobody would be asked. Throws UsageError.
 */
export function assertOwnHost({ console, ready }: Pick<RunningEmulator, 'console' | 'ready'>): void {
  const from = new URL(console.url);
  for (const url of [ready.url, ready.endpoint, ...(ready.scim === undefined ? [] : [ready.scim.url])].map((text) => new URL(text))) {
    if (url.hostname === from.hostname || (isThisMachine(url) && isThisMachine(from))) continue;
    throw new UsageError(
      `The console ${console.url} says that its API is at ${url.host}, which is another machine, so nothing was sent there. If this is right, pass --target URL.`,
    );
  }
}

/** The API and the console of one emulator may listen on two addresses of a machine. */
function isThisMachine(url: URL): boolean {
  if (isLoopback(url)) return true;
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = Object.values(networkInterfaces()).flatMap((found = []) => found.map(({ address }) => address));
  return name === hostname().toLowerCase() || addresses.includes(name);
}
