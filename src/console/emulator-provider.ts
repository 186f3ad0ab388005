import type { Provider, Session } from '../contract/provider.js';
import type { Given } from '../contract/schema.js';
import { deriveSecret } from '../emulator/accounts/secrets.js';
import { createCore, type EmulatorCore } from '../emulator/emulator.js';
import { createFetchFeed } from '../emulator/feeds/fetch-feed.js';
import { createUploads } from '../emulator/feeds/uploads.js';
import { endpointOf, UNBOUND_URL } from '../emulator/fetch-door.js';
import { type CoreOptions, OPTIONS } from '../emulator/options.js';
import { DEMO, demoSeed } from '../emulator/seeds/demo.js';
import { parseSeed } from '../emulator/seeds/parse.js';
import type { Seed } from '../emulator/seeds/schema.js';
import type { Credentials } from '../protocol/credentials.js';
import { API_LISTENER_DEFAULTS, createApiListener } from '../server/api-listener.js';
import { closeServer, listen } from '../server/listen.js';
import { serveFeed } from './serve-feed.js';

/** Starts a fresh emulator for each interaction, so interactions can't affect each other. */
export function emulatorProvider(name: 'in-process' | 'http'): Provider {
  return { name, isLive: false, allowsWrites: true, open: (given) => openEmulator(name === 'http', given) };
}

/** The emulator's time in every interaction. */
export const CONTRACT_CLOCK = '2026-01-31T09:00:00Z';

async function openEmulator(overHttp: boolean, given: Given): Promise<Session> {
  const feed = given.feed === undefined ? undefined : await serveFeed(given.feed);
  const hosts = given.isFeedAllowed === false ? [] : ['127.0.0.1'];
  const core = await createCore(
    { clock: CONTRACT_CLOCK, rateLimit: given.rateLimit ?? 'off', seed: demoSeedOf(given), ...scimOptions(given) },
    { fetchFeed: createFetchFeed(hosts), uploads: createUploads(hosts) },
  );
  const api = overHttp ? await openPort(core) : undefined;
  const close = async (): Promise<void> => {
    await api?.close();
    await feed?.close();
  };
  try {
    for (const fault of given.faults ?? []) core.faults.add(fault);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    fetch: overHttp ? fetch : core.fetch,
    endpoint: endpointOf(api?.url ?? UNBOUND_URL),
    ...demoCompany(core.credentials, { feedUrl: feed?.url, scimToken: core.domains.scimAccess()?.token }),
    advance: (duration) => core.clock.advance(duration),
    close,
  };
}

/** The demo seed, changed as an interaction needs it. */
export function demoSeedOf({ company, scim = false }: Pick<Given, 'company' | 'scim'>): Seed {
  if (scim === false) return demoSeedWith(company);
  return demoSeedWith({ domains: [{ domain: DOMAIN, samlEnabled: true, samlRequired: true, oktaSCIM: true }], ...company });
}

/** The demo seed with some keys of its company changed. */
export function demoSeedWith(changes: Given['company']): Seed {
  if (changes === undefined) return demoSeed;
  const [company, ...others] = demoSeed.companies;
  return parseSeed({ companies: [{ ...company, ...changes }, ...others] }, 'the state of the interaction');
}

/** The parts of an interaction's state that only options can set. */
function scimOptions({ scim }: Given): Pick<CoreOptions, 'scimFull' | 'scimRateLimit'> {
  if (scim === 'full') return { scimFull: true };
  return typeof scim === 'object' ? { scimRateLimit: scim.ratePerMinute } : {};
}

async function openPort({ handle }: EmulatorCore): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createApiListener(handle, { bodyLimit: OPTIONS.bodyLimit.default, ...API_LISTENER_DEFAULTS });
  return { url: await listen(server, 0, '127.0.0.1', '--port'), close: () => closeServer(server) };
}

/** The credentials and variables of the demo company, including those arranged for an interaction. */
export function demoCompany(owner: Credentials, { feedUrl, scimToken }: Arranged): Pick<Session, 'pairs' | 'variables'> {
  return {
    pairs: { default: owner, manager: managerPair() },
    variables: {
      ...owner,
      ...DEMO,
      policyID: DEMO.mainPolicyID,
      domain: DOMAIN,
      ...(feedUrl !== undefined && { feedUrl }),
      ...(scimToken !== undefined && { scimToken }),
    },
  };
}

interface Arranged {
  readonly feedUrl: string | undefined;
  readonly scimToken: string | undefined;
}

const DOMAIN = 'acme.example';

/** The demo company's second credentials: they act as a manager who is not a domain admin. */
export const MANAGER_ID = 'aa_max_manager_acme_example';

function managerPair(): Credentials {
  return { partnerUserID: MANAGER_ID, partnerUserSecret: deriveSecret(MANAGER_ID) };
}
