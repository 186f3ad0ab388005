import { createCore, type EmulatorCore } from './emulator/emulator.js';
import { readEmulatorOptions } from './emulator/emulator-options.js';
import { createFetchFeed } from './emulator/feeds/fetch-feed.js';
import { createUploads } from './emulator/feeds/uploads.js';
import { endpointOf, type ScimEndpoint, scimEndpoint, UNBOUND_URL } from './emulator/fetch-door.js';
import { type EmulatorOptions, OPTIONS } from './emulator/options.js';
import { createSmtpSender } from './emulator/outbox/smtp.js';
import type { Storage } from './emulator/storage/storage.js';
import { within } from './runtime/timer.js';
import { API_LISTENER_DEFAULTS, createApiListener } from './server/api-listener.js';
import { createConsoleListener } from './server/console-listener.js';
import { closeServer, listen } from './server/listen.js';

/** A running emulator. */
export interface Emulator extends EmulatorCore, AsyncDisposable {
  /** `http://127.0.0.1:4310`. With `listen: false`, a URL that only works with `emulator.fetch`. */
  readonly url: string;
  /** The Integration Server's URL, which clients use. */
  readonly endpoint: string;
  /** `http://127.0.0.1:4311`, or "" with `listen: false`. */
  readonly consoleUrl: string;
  /** The SCIM endpoint and token of the first domain that is set up for SCIM. Undefined if there is none. */
  readonly scim: ScimEndpoint | undefined;
  /** Finishes open requests, saves the state and releases the ports. May be called more than once. */
  close(): Promise<void>;
}

/**
 * Starts an emulator of the Expensify Integration Server.
 * Throws TypeError on an invalid option, and otherwise a UserError (ClockError, HostError, SeedError, WorldError, ListenError,
 * ConsoleAccessError, StateFileError or StateDatabaseError). The messages say what to do.
 * @example await using emulator = await createEmulator(); await fetch(emulator.endpoint, { method: 'POST', … })
 */
export async function createEmulator(input: EmulatorOptions = {}): Promise<Emulator> {
  const options = readEmulatorOptions(input);
  const { smtp, allowHosts = OPTIONS.allowHosts.default, stateFile: statePath } = options;
  const storage = statePath === undefined ? undefined : await openStorage(statePath, options);
  const core = await createCore(options, {
    fetchFeed: createFetchFeed(allowHosts),
    uploads: createUploads(allowHosts),
    sendMail: smtp === undefined ? undefined : createSmtpSender(smtp),
    storage,
  }).catch((error: unknown) => abandon(storage, error));
  const doors = options.listen === false ? undefined : await openDoors(core, options).catch((error: unknown) => abandon(storage, error));
  const url = doors?.url ?? UNBOUND_URL;
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= shutDown(core, doors, storage);
    return closing;
  };
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
      return scimEndpoint(core.domains, url);
    },
    url,
    endpoint: endpointOf(url),
    consoleUrl: doors?.consoleUrl ?? '',
    close,
    [Symbol.asyncDispose]: close,
  };
}

interface Doors {
  readonly url: string;
  readonly consoleUrl: string;
  close(): Promise<void>;
}

async function openDoors(core: EmulatorCore, options: EmulatorOptions): Promise<Doors> {
  const { host = OPTIONS.host.default, consoleHost = OPTIONS.consoleHost.default, bodyLimit = OPTIONS.bodyLimit.default } = options;
  const { port = OPTIONS.port.libraryDefault, consolePort = OPTIONS.consolePort.libraryDefault } = options;
  const access = { host: consoleHost, token: options.consoleToken || undefined };
  const api = createApiListener(core.respond, { bodyLimit, ...API_LISTENER_DEFAULTS });
  const closing = new AbortController();
  let url = '';
  let consoleUrl = '';
  // Express takes longer to load than the emulator takes to start, so it is loaded with the console's first request.
  const consoleServer = createConsoleListener(access, async () => {
    const { createConsoleApp } = await import('./console/app.js');
    return createConsoleApp(core, endpointOf(url), closing.signal, { url, consoleUrl, onStop: options.onStop });
  });
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all([closeServer(api), closeServer(consoleServer)]);
  };
  try {
    url = await listen(api, port, host, '--port');
    consoleUrl = await listen(consoleServer, consolePort, consoleHost, '--console-port');
    return { url, consoleUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Most emulators keep nothing, so this is loaded when it is needed. */
async function openStorage(state: string, { durability, onProblem = console.error }: EmulatorOptions): Promise<Storage> {
  const storages = await import('./server/storage/open-storage.js');
  return storages.openStorage(state, { onProblem, isOnDisk: durability === 'disk' });
}

/** Releases the state after a failed start. */
async function abandon(storage: Storage | undefined, error: unknown): Promise<never> {
  await storage?.abandon();
  throw error;
}

/** A mail server that does not respond must not keep the process running. */
const MAIL_GRACE_MS = 2000;

async function shutDown(core: EmulatorCore, doors: Doors | undefined, storage: Storage | undefined): Promise<void> {
  await doors?.close();
  await within(core.outbox.settled(), MAIL_GRACE_MS, undefined);
  await storage?.close();
}

export type { Advisory, AdvisoryCode } from './emulator/advisories/table.js';
export type { CompanyCreated, Directory } from './emulator/directory.js';
export { DomainError, type Domains } from './emulator/domains.js';
export type { EmulatorCore } from './emulator/emulator.js';
export type { ArmedFault, Faults } from './emulator/faults/faults.js';
export type { FaultInput } from './emulator/faults/schema.js';
export type { ScimEndpoint } from './emulator/fetch-door.js';
export { decodedJob } from './emulator/journal/decoded-job.js';
export { matchesFilter } from './emulator/journal/filter.js';
export type { Journal, JournalEntry } from './emulator/journal/journal.js';
export type { CoreOptions, EmulatorOptions } from './emulator/options.js';
export type { Outbox, SentMail } from './emulator/outbox/outbox.js';
export type { CredentialPair } from './emulator/seeds/prepare.js';
export type { SeedSource } from './emulator/seeds/read-seed.js';
export type { Seed } from './emulator/seeds/schema.js';
export { SeedError } from './emulator/seeds/seed-error.js';
export { SignInRefused } from './emulator/sign-in.js';
export type { Snapshot } from './emulator/snapshot.js';
export type { Evidence } from './protocol/evidence.js';
export type { Clock } from './runtime/clock.js';
export { UserError } from './util/user-error.js';
