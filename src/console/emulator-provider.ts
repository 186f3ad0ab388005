import { createServer } from 'node:http';
import { deriveSecret } from '../accounts/secrets.js';
import type { Pair } from '../contract/build-request.js';
import type { Provider, Session } from '../contract/provider.js';
import type { Given } from '../contract/schema.js';
import { createEmulator } from '../index.js';
import { DEMO } from '../seeds/demo.js';
import { closeServer, listen } from '../server/listen.js';

/** A fresh emulator for each interaction, so that none sees another's traces. */
export function emulatorProvider(name: 'in-process' | 'http'): Provider {
  return { name, isLive: false, allowsWrites: true, open: (given) => openEmulator(name === 'http', given) };
}

const CLOCK = '2026-01-31T09:00:00Z';

async function openEmulator(overHttp: boolean, given: Given): Promise<Session> {
  const feed = given.feed === undefined ? undefined : await serveFeed(given.feed);
  const emulator = await createEmulator({
    listen: overHttp,
    clock: CLOCK,
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
    pairs: { default: emulator.credentials, manager: managerPair() },
    variables: {
      ...emulator.credentials,
      ...DEMO,
      policyID: DEMO.mainPolicyID,
      domain: 'acme.example',
      ...(feed !== undefined && { feedUrl: feed.url }),
    },
    advance: (duration) => emulator.clock.advance(duration),
    close,
  };
}

/** The demo company's second pair: a manager who is no domain admin. */
function managerPair(): Pair {
  const partnerUserID = 'aa_max_manager_acme_example';
  return { partnerUserID, partnerUserSecret: deriveSecret(partnerUserID) };
}

/** A feed server that wants Basic auth, redirects at /moved and knows nothing at /missing. */
async function serveFeed(feed: unknown): Promise<{ readonly url: string; close(): Promise<void> }> {
  const body = typeof feed === 'string' ? feed : JSON.stringify(feed);
  const authorization = `Basic ${btoa('feed:feed-secret')}`;
  const server = createServer((request, response) => {
    if (request.headers.authorization !== authorization) response.writeHead(401).end();
    else if (request.url === '/moved') response.writeHead(302, { location: '/feed.json' }).end();
    else if (request.url === '/feed.json') response.writeHead(200).end(body);
    else response.writeHead(404).end();
  });
  const url = await listen(server, 0, '127.0.0.1', '--port');
  return { url, close: () => closeServer(server) };
}
