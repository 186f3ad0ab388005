import type { BuiltRequest } from './build-request.js';
import type { Received } from './check.js';
import type { Session } from './provider.js';

/** Sends a request and reads the whole response. Undefined if the connection was cut. */
export async function send({ fetch: fetchFrom }: Pick<Session, 'fetch'>, { url, init }: BuiltRequest): Promise<Received | undefined> {
  try {
    const response = await fetchFrom(url, { ...init, redirect: 'manual' });
    // `response.text()` would silently remove a byte order mark.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    // fetch reports every broken connection as a TypeError; anything else is an error in the contract.
    if (error instanceof TypeError && error.message === 'fetch failed') return undefined;
    throw error;
  }
}
