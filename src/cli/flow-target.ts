import { RATE_LIMIT_MODES } from '../emulator/rate-limit/rate-limit.js';
import { type Pack, type RunFlowOptions, withOwnCredentials } from '../flows/index.js';
import type { Emulator } from '../index.js';
import type { Credentials } from '../protocol/credentials.js';
import { orList } from '../util/or-list.js';
import { confirmLive, isConfirmed } from './confirm-live.js';
import type { FlowFlags } from './flow-options.js';
import { seedOf } from './seed-of.js';
import { lookUpCredentials, warnOfVisibleSecret } from './service-credentials.js';
import { openService, readOwnTarget, type Service } from './target.js';
import { UsageError } from './usage-error.js';

/** Where the requests to Expensify go, and what to close afterwards. */
export interface OpenTarget {
  readonly target: NonNullable<RunFlowOptions['target']>;
  /** The private emulator. */
  readonly emulator?: Emulator;
  /** What replaces the placeholders for credentials in the export. */
  readonly credentials?: Credentials | undefined;
  close(): Promise<void>;
}

interface Settings {
  readonly listen: boolean;
  readonly clock?: string | undefined;
}

/** Opens the target, by default a private emulator. A target that is not on this machine is asked about first. Throws UsageError. */
export async function openFlowTarget(flags: FlowFlags, settings: Settings): Promise<OpenTarget> {
  const target = readOwnTarget(flags, ['in-process']);
  if (target.kind === 'private') return openPrivate(flags, settings);
  const { seed, rateLimit } = flags;
  if (seed !== undefined || rateLimit !== undefined)
    throw new UsageError('--seed and --rate-limit only work with --target in-process, the default. Remove them, or remove --target.');
  warnOfVisibleSecret(flags, (message) => void process.stderr.write(`${message}\n`));
  const service = await openService(target, flags, process.env, process.cwd());
  const credentials = await lookUpCredentials(flags, process.env, service);
  await confirm(service, credentials, flags);
  const scim = service.emulator?.ready.scim;
  const url = service.baseUrl;
  return { target: { url, fetch, ...(credentials !== undefined && { credentials }), scim }, credentials, close: async () => undefined };
}

async function openPrivate({ seed, rateLimit, scim, scimUrl }: FlowFlags, { listen, clock }: Settings): Promise<OpenTarget> {
  const mode = RATE_LIMIT_MODES.find((known) => known === (rateLimit ?? 'advise'));
  if (mode === undefined) throw new UsageError(`--rate-limit: '${rateLimit}' is invalid; use ${orList(RATE_LIMIT_MODES)}.`);
  const { createEmulator } = await import('../index.js');
  const emulator = await createEmulator({
    listen,
    rateLimit: mode,
    ...(scim === true && scimUrl === undefined && { scim: true }),
    ...(seed !== undefined && { seed: await seedOf(seed) }),
    ...(clock !== undefined && { clock }),
  });
  return { target: emulator, emulator, credentials: emulator.credentials, close: () => emulator.close() };
}

async function confirm(service: Service, credentials: Credentials | undefined, { yes }: FlowFlags): Promise<void> {
  const account = credentials?.partnerUserID ?? 'the one whose credentials the flow contains';
  const policies = ['those that the flow names'];
  await confirmLive(service, { account, policies, effect: 'The flow may change real members there.' }, yes);
  if (service.kind === 'live' || !service.isReal || yes === true) return;
  const { host } = new URL(service.baseUrl);
  const reason = `${host} is not this machine, and the flow may change real members there.`;
  if (!(await isConfirmed(reason, `The flow may change real members at ${host}. Run it?`))) throw new UsageError('Nothing was run.');
}

/**
 * Fills in the credentials of the target where the export has a placeholder and the user sets no value. Without this, the first run
 * would fail with an authentication error.
 */
export function withTargetCredentials(
  pack: Pack,
  overrides: Readonly<Record<string, unknown>>,
  { credentials }: Pick<OpenTarget, 'credentials'>,
): Record<string, unknown> {
  return credentials === undefined ? { ...overrides } : withOwnCredentials(pack, overrides, { ...credentials });
}
