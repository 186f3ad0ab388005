import type { Provider, Session } from '../contract/provider.js';
import type { Given } from '../contract/schema.js';
import { deriveSecret } from '../emulator/accounts/secrets.js';
import { DEMO } from '../emulator/seeds/demo.js';
import { createEmulator } from '../index.js';
import type { Credentials } from '../protocol/credentials.js';
import { serveFeed } from './serve-feed.js';

/** A fresh emulator for each interaction, so that none sees another's traces. */
export function emulatorProvider(name: 'in-process' | 'http'): Provider {
  return { name, isLive: false, allowsWrites: true, open: (given) => openEmulator(name === 'http', given) };
}

/** When every interaction takes place. */
export const CONTRACT_CLOCK = '2026-01-31T09:00:00Z';

async function openEmulator(overHttp: boolean, given: Given): Promise<Session> {
  const feed = given.feed === undefined ? undefined : await serveFeed(given.feed);
  const emulator = await createEmulator({
    listen: overHttp,
    clock: CONTRACT_CLOCK,
    rateLimit: given.rateLimit ?? 'off',
    allowHosts: given.isFeedAllowed === false ? [] : ['127.0.0.1'],
  });
  const close = async (): Promise<void> => {
    await emulator.close();
    await feed?.close();
  };
  try {
    for (const fault of given.faults ?? []) emulator.faults.add(fault);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    fetch: overHttp ? fetch : emulator.fetch,
    endpoint: emulator.endpoint,
    ...demoCompany(emulator.credentials, feed?.url),
    advance: (duration) => emulator.clock.advance(duration),
    close,
  };
}

/** What the interactions know of the demo company. */
export function demoCompany(owner: Credentials, feedUrl: string | undefined): Pick<Session, 'pairs' | 'variables'> {
  return {
    pairs: { default: owner, manager: managerPair() },
    variables: {
      ...owner,
      ...DEMO,
      policyID: DEMO.mainPolicyID,
      domain: 'acme.example',
      ...(feedUrl !== undefined && { feedUrl }),
    },
  };
}

/** The demo company's second pair: a manager who is no domain admin. */
export const MANAGER_ID = 'aa_max_manager_acme_example';

function managerPair(): Credentials {
  return { partnerUserID: MANAGER_ID, partnerUserSecret: deriveSecret(MANAGER_ID) };
}
