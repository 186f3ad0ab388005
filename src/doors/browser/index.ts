import { createCore, type EmulatorCore } from '../../emulator/emulator.js';
import { FeedError } from '../../emulator/feeds/feed-source.js';
import { endpointOf, type ScimEndpoint, scimEndpoint, UNBOUND_URL } from '../../emulator/fetch-door.js';
import type { CoreOptions } from '../../emulator/options.js';

export type { EmulatorCore } from '../../emulator/emulator.js';
export type { CoreOptions } from '../../emulator/options.js';

/** An emulator in a web page. */
export interface BrowserEmulator extends EmulatorCore {
  /** A URL that only works with `emulator.fetch`. */
  readonly endpoint: string;
  /** The SCIM endpoint and token, as in `createEmulator` for Node. */
  readonly scim: ScimEndpoint | undefined;
}

/**
 * The emulator without Node, for web pages, service workers and other runtimes. It opens no port, sends no email and does not
 * download feeds by URL or SFTP. Throws SeedError or ClockError.
 * @example const emulator = await createEmulator(); await emulator.fetch(emulator.endpoint, { method: 'POST', … })
 */
export async function createEmulator(options: CoreOptions = {}): Promise<BrowserEmulator> {
  const core = await createCore(options, {
    fetchFeed: () => Promise.reject(new FeedError('an emulator in a web page cannot download feeds; send the feed with the request')),
  });
  return {
    ...core,
    // These are getters, because they change with the world.
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
