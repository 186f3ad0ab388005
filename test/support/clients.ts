import { type Client, type ClientOptions, createClient } from '../../src/client/index.js';
import type { Emulator } from '../../src/index.js';
import { createFakeRuntime, type FakeRuntime } from './fake-runtime.js';

/** A client of the emulator that never waits for real. */
export function clientOf(emulator: Emulator, options: Partial<ClientOptions> = {}): Client & { readonly runtime: FakeRuntime } {
  const runtime = createFakeRuntime((ms) => emulator.clock.advance(ms));
  const client = createClient({
    credentials: emulator.credentials,
    baseUrl: emulator.url,
    fetch: (url, init) => emulator.fetch(url, init),
    runtime,
    ...options,
  });
  return { ...client, runtime };
}

/** The error of a failed call. */
export async function failureOf(call: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  return call.then(
    () => {
      throw new Error('The call did not fail.');
    },
    (error) => error,
  );
}
