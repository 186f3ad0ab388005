import { createCore, type EmulatorCore } from '../../emulator/emulator.js';
import { FeedError } from '../../emulator/feeds/feed-source.js';
import { endpointOf, type ScimEndpoint, scimEndpoint, UNBOUND_URL } from '../../emulator/fetch-door.js';
import type { CoreOptions } from '../../emulator/options.js';

export type { EmulatorCore } from '../../emulator/emulator.js';
export type { CoreOptions } from '../../emulator/options.js';

/** An emulator inside a page. */
export interface BrowserEmulator extends EmulatorCore {
  /** An address that only `emulator.fetch` answers. */
  readonly endpoint: string;
  /** The SCIM endpoint and token, as in `createEmulator` for Node. */
  readonly scim: ScimEndpoint | undefined;
}

/**
 * The emulator without Node: for pages, service workers and other runtimes. It opens no port, sends no mail and fetches
 * no feed by URL or SFTP. Throws SeedError or ClockError.
 * @example const emulator = await createEmulator(); await emulator.fetch(emulator.endpoint, { method: 'POST', … })
 */
export async function createEmulator(options: CoreOptions = {}): Promise<BrowserEmulator> {
  const core = await createCore(options, {
    fetchFeed: () => Promise.reject(new FeedError('an emulator in a page fetches no feeds; send them with the request')),
  });
  return {
    ...core,
    // These follow the world, so they stay getters.
    get credentials() {
      return core.credentials;
    },
    get policies() {
      return core.policies;
    },
    get scim() {
      return scimEndpoint(core.domains, UNBOUND_URL);
    },
    endpoint: endpointOf(UNBOUND_URL),
  };
}
