import { emulatorProvider } from '../console/emulator-provider.js';
import type { Provider } from '../contract/provider.js';
import { confirmLive } from './confirm-live.js';
import type { Console } from './console-client.js';
import { consoleProvider } from './console-provider.js';
import { isLoopback } from './http-url.js';
import { findEmulator } from './running-emulator.js';
import { type CredentialFlags, findCredentials } from './service-credentials.js';
import { openService, readOwnTarget, type Service, type TargetFlags } from './target.js';
import { urlProvider } from './url-provider.js';
import { UsageError } from './usage-error.js';

/** What `contract verify` runs against. */
export interface VerifyTarget extends Provider {
  /** Printed before the suite runs. */
  readonly note?: string;
  close?(): Promise<void>;
}

export interface VerifyTargetFlags extends TargetFlags, CredentialFlags {
  /** False treats an emulator as a live service. A URL was a flag of earlier versions. */
  readonly console?: string | boolean | undefined;
  readonly allowWrites?: boolean | undefined;
  readonly yes?: boolean | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Opens the target, `in-process` by default. Throws UsageError. */
export async function providerOf(flags: VerifyTargetFlags): Promise<VerifyTarget> {
  if (typeof flags.console === 'string') throw new UsageError('--console was renamed. Use --url.');
  const { url: consoleUrl, ...others } = flags;
  // A proxy may stand between this command and the emulator, so --url works with --target URL as well.
  const target = readOwnTarget(consoleUrl === undefined || isURL(flags.target) ? others : flags, ['in-process', 'http']);
  if (target.kind === 'private') return emulatorProvider(target.via);
  if (target.kind === 'live' && consoleUrl !== undefined) throw new UsageError('The live service has no console. Remove --url.');
  const service = await openService(target, flags, process.env, process.cwd());
  const console = flags.console === false ? undefined : await consoleFor(service, flags);
  return console === undefined ? liveProvider(service, flags, process.env) : resettingProvider(service, console);
}

function isURL(target: string | undefined): boolean {
  return target !== undefined && /^https?:/i.test(target);
}

/** The service is sent the interactions as they are, at the pace it publishes. */
async function liveProvider(service: Service, flags: VerifyTargetFlags, environment: Environment): Promise<VerifyTarget> {
  const allowsWrites = flags.allowWrites === true;
  const credentials = await findCredentials(flags, environment, service);
  const effect = allowsWrites
    ? 'This runs the contract tests. Jobs that write are sent as dry runs.'
    : 'This runs the contract tests that only read.';
  await confirmLive(service, { account: credentials.partnerUserID, policies: policiesIn(environment), effect }, flags.yes);
  const provider = urlProvider(service.endpoint, { allowsWrites, credentials, policyID: environment.EXPENSIFY_POLICY_ID });
  return { ...provider, note: 'Treating the target as a live service: at most 20 requests a minute, so it takes several minutes.' };
}

function policiesIn({ EXPENSIFY_POLICY_ID: id }: Environment): readonly string[] | undefined {
  return id ? [id] : undefined;
}

async function resettingProvider({ endpoint }: Service, console: Console): Promise<VerifyTarget> {
  const provider = await consoleProvider(endpoint, console);
  const { path, command } = provider.saved;
  return {
    ...provider,
    note: `The emulator with the console ${console.url} is reset for each interaction. Its state is restored at the end, and kept in ${path} until then. If this command is killed, restore the state with:\n  ${command}`,
  };
}

/** The console of the emulator at a URL: the one that --url names, or that of a running emulator with this endpoint. */
async function consoleFor(service: Service, flags: VerifyTargetFlags): Promise<Console | undefined> {
  if (service.emulator !== undefined) return service.emulator.console;
  if (flags.url !== undefined) return (await findEmulator(flags, process.env, process.cwd())).console;
  const endpoint = new URL(service.endpoint);
  if (!isLoopback(endpoint)) return undefined;
  try {
    const { ready, console } = await findEmulator(flags, process.env, process.cwd());
    return isSameEndpoint(new URL(ready.endpoint), endpoint) ? console : undefined;
  } catch (error) {
    // Nothing, or an emulator that requires another token: the URL is a service like any other.
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

function isSameEndpoint(first: URL, second: URL): boolean {
  const isSameHost = first.hostname === second.hostname || (isLoopback(first) && isLoopback(second));
  return isSameHost && first.port === second.port && first.pathname === second.pathname;
}
