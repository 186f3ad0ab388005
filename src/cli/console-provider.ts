import { CONTRACT_CLOCK, demoCompany, demoSeedOf } from '../console/emulator-provider.js';
import { serveFeed } from '../console/serve-feed.js';
import type { Provider, Session } from '../contract/provider.js';
import type { Given } from '../contract/schema.js';
import { deriveSecret } from '../emulator/accounts/secrets.js';
import { createEmulator } from '../index.js';
import { getPolicyList } from '../jobs/get-policy-list/definition.js';
import { updateEmployees } from '../jobs/update-employees/definition.js';
import { randomToken } from '../runtime/system.js';
import { messageOf } from '../util/error-message.js';
import { shownURL } from '../util/redact/shown-url.js';
import { askConsole, type Console } from './console-client.js';
import { type SavedState, saveState } from './saved-state.js';
import { type ServedScim, servedScim, whyNotArranged } from './served-scim.js';
import { UsageError } from './usage-error.js';

/** A running emulator as a target of the whole suite. */
export interface ConsoleProvider extends Provider {
  /** The state that the emulator had. It is kept in a file until it is restored, because this process may be killed. */
  readonly saved: SavedState;
  /**
   * Restores the state that the emulator had. Faults, journal, emails and clock are as they were when it started. If the emulator
   * refuses the state, it throws a UsageError that says where the state is kept.
   */
  close(): Promise<void>;
}

/**
 * The emulator behind `endpoint`, possibly with a proxy in between, whose state is set through its console for each interaction.
 * There may be real employees behind an endpoint, so this checks that the endpoint and the console belong to the same emulator.
 * Throws UsageError if a request to the endpoint does not reach the emulator of the console.
 */
export async function consoleProvider(endpoint: string, console: Console, fetchFrom: typeof fetch = fetch): Promise<ConsoleProvider> {
  await assertSameEmulator(endpoint, console, fetchFrom);
  const [state, demo] = await Promise.all([readState(console), demoState({})]);
  const saved = saveState(console, state);
  const target: Target = { endpoint, console, fetchFrom, demo };
  let canFetchFeeds: boolean | undefined;
  let served: ServedScim | undefined;
  return {
    name: endpoint,
    isLive: false,
    allowsWrites: true,
    saved,
    open: async (given) => {
      if (given.scim !== undefined) {
        served ??= await servedBy(target);
        const cannot = whyNotArranged(given.scim, served);
        if (cannot !== undefined) return { cannot };
      }
      const state = await arrange(target, given);
      if (given.feed === undefined && given.isFeedAllowed === undefined) return openSession(target, state, given);
      if (canFetchFeeds === undefined) {
        canFetchFeeds = await fetchesFeeds(target);
        await arrange(target, given);
      }
      if (canFetchFeeds === (given.isFeedAllowed ?? true)) return openSession(target, state, given);
      return {
        cannot: canFetchFeeds
          ? 'needs an emulator started without --allow-host 127.0.0.1'
          : 'needs an emulator started with --allow-host 127.0.0.1',
      };
    },
    close: () => giveBack(console, state, saved),
  };
}

async function giveBack(console: Console, state: unknown, saved: SavedState): Promise<void> {
  try {
    await tell(console, 'reset');
    await tell(console, 'state', state, 'PUT');
  } catch (error) {
    throw new UsageError(
      `The emulator's state was not restored. ${messageOf(error)} The state is kept in ${saved.path}. Restore it with: ${saved.command}`,
    );
  }
  saved.remove();
}

interface Target {
  readonly endpoint: string;
  readonly console: Console;
  readonly fetchFrom: typeof fetch;
  /** The demo company as a snapshot: `reset` still returns to the emulator's own seed. */
  readonly demo: DemoState;
}

interface DemoState {
  readonly snapshot: unknown;
  readonly pair: Session['pairs']['default'];
  readonly scimToken: string | undefined;
}

async function demoState(given: Given): Promise<DemoState> {
  const emulator = await createEmulator({ listen: false, seed: demoSeedOf(given) });
  const { partnerUserID } = emulator.credentials;
  const pair = { partnerUserID, partnerUserSecret: deriveSecret(partnerUserID) };
  return { snapshot: emulator.snapshot(), pair, scimToken: emulator.scim?.token };
}

/** Resolves with the state that the emulator has then. */
async function arrange({ console, demo }: Target, given: Given): Promise<DemoState> {
  await tell(console, 'reset');
  const state = given.company === undefined && given.scim === undefined ? demo : await demoState(given);
  const { snapshot } = state;
  await tell(console, 'state', snapshot, 'PUT');
  await tell(console, 'clock', { set: CONTRACT_CLOCK });
  await tell(console, 'rate-limit', { mode: given.rateLimit ?? 'off' });
  for (const fault of given.faults ?? []) await tell(console, 'faults', fault);
  return state;
}

async function openSession({ endpoint, console, fetchFrom }: Target, { pair, scimToken }: DemoState, { feed }: Given): Promise<Session> {
  const server = feed === undefined ? undefined : await serveFeed(feed);
  return {
    fetch: fetchFrom,
    endpoint,
    ...demoCompany(pair, { feedUrl: server?.url, scimToken }),
    advance: (duration) => tell(console, 'clock', { advance: duration }),
    close: async () => server?.close(),
  };
}

async function servedBy(target: Target): Promise<ServedScim> {
  const { scimToken = '' } = await demoState({ scim: true });
  await arrange(target, {});
  return servedScim(target.endpoint, scimToken, target.fetchFrom);
}

/** Only the emulator knows which hosts it may fetch from, so it is tried once. */
async function fetchesFeeds({ endpoint, fetchFrom, demo }: Target): Promise<boolean> {
  const server = await serveFeed([]);
  try {
    const credentials = { ...demo.pair, feedUrl: `${server.url}/feed.json`, feedUser: 'feed', feedPassword: 'feed-secret' };
    const job = {
      type: updateEmployees.type,
      'dry-run': true,
      dataSource: 'download',
      credentials,
      inputSettings: { type: updateEmployees.subtype, entity: 'generic' },
    };
    await post(endpoint, job, fetchFrom);
    return server.requests > 0;
  } finally {
    await server.close();
  }
}

async function assertSameEmulator(endpoint: string, console: Console, fetchFrom: typeof fetch): Promise<void> {
  const marker = randomToken();
  try {
    // No pair: a real service would refuse it.
    await post(endpoint, { type: getPolicyList.type, inputSettings: { type: getPolicyList.subtype, userEmail: marker } }, fetchFrom);
  } catch {
    throw new UsageError(`Nothing answers at ${shownURL(endpoint)}.`);
  }
  const response = await askConsole(console, 'journal/verify', { method: 'POST', body: JSON.stringify({ text: marker, atLeast: 1 }) });
  const answer: unknown = await response.json();
  if (JSON.stringify(answer).includes('"isSatisfied":true')) return;
  throw new UsageError(
    `A request to ${shownURL(endpoint)} did not reach the emulator with the console ${console.url}, so nothing else was sent. Pass the right console with --url, or --no-console to treat the target as a live service.`,
  );
}

async function post(endpoint: string, job: object, fetchFrom: typeof fetch): Promise<void> {
  const response = await fetchFrom(endpoint, {
    method: 'POST',
    body: new URLSearchParams({ requestJobDescription: JSON.stringify(job) }),
    redirect: 'manual',
  });
  await response.arrayBuffer();
}

async function readState(console: Console): Promise<unknown> {
  const response = await askConsole(console, 'state');
  if (!response.ok) throw new UsageError(`Can't read the state from the console at ${console.url} (HTTP ${response.status}).`);
  return response.json();
}

/** Throws Error with what the console says of it. */
async function tell(console: Console, path: string, body: unknown = {}, method = 'POST'): Promise<void> {
  const response = await askConsole(console, path, { method, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`The console refused ${method} ${path} with HTTP ${response.status}: ${text.slice(0, 300)}.`);
}
