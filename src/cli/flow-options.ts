import { OPTIONS } from '../emulator/options.js';
import { RATE_LIMIT_MODES } from '../emulator/rate-limit/rate-limit.js';
import { type OktaAppKind, type Pack, type RunFlowOptions, type StubInput, withOwnCredentials } from '../flows/index.js';
import type { Emulator } from '../index.js';
import { shownURL } from '../util/redact/shown-url.js';
import { isLoopback, readHttpURL } from './http-url.js';
import { environmentName } from './options.js';
import { readDataFile } from './read-data-file.js';
import { readScimToken } from './scim-endpoint.js';
import { seedOf } from './seed-of.js';
import { askYes } from './terminal.js';
import { UsageError } from './usage-error.js';

/** What `flow run` and `flow watch` share. */
export interface FlowFlags {
  readonly set?: readonly string[];
  readonly users?: string;
  readonly okta?: string;
  readonly allowOktaWrites?: boolean;
  readonly scim?: boolean;
  readonly scimUrl?: string;
  readonly scimApp?: OktaAppKind;
  readonly stubs?: string;
  readonly tables?: string;
  readonly target?: string;
  readonly seed?: string;
  readonly rateLimit?: string;
  readonly mapHost?: readonly string[];
  readonly allowHost?: readonly string[];
  readonly rawToleratesErrors?: boolean;
  readonly semantics?: readonly string[];
  readonly wait?: 'skip' | 'real';
  readonly timeLimit?: string;
  readonly stepLimit?: string;
  readonly yes?: boolean;
}

/** The options of a run, from flags. Throws UsageError. */
export async function readFlowOptions(flags: FlowFlags): Promise<RunFlowOptions> {
  const { users, stubs, tables, allowHost, wait } = flags;
  const semantics = readPairs('--semantics', flags.semantics);
  const okta = readOkta(flags);
  return {
    set: readPairs('--set', flags.set),
    mapHosts: readPairs('--map-host', flags.mapHost),
    semantics: { ...semantics, ...(flags.rawToleratesErrors === true && { rawErrors: 'answer' }) },
    limits: {
      ...(flags.timeLimit !== undefined && { milliseconds: readCount('--time-limit', flags.timeLimit) }),
      ...(flags.stepLimit !== undefined && { steps: readCount('--step-limit', flags.stepLimit) }),
    },
    ...(users !== undefined && { users: await readDataFile(users) }),
    ...okta,
    ...readScim(flags),
    // The stubs' own schema says what is wrong with them.
    ...(stubs !== undefined && { stubs: (await readDataFile(stubs)) as readonly StubInput[] }),
    ...(tables !== undefined && { tables }),
    ...(allowHost !== undefined && { allowHosts: allowHost }),
    ...(wait !== undefined && { waits: wait }),
  };
}

/** The token comes from the environment, as other users of the machine can see a command line. */
const TOKEN_NAME = 'OKTA_API_TOKEN';

function readOkta({ okta, allowOktaWrites = false, users }: FlowFlags): Pick<RunFlowOptions, 'okta'> {
  if (okta === undefined) {
    if (allowOktaWrites) throw new UsageError('--allow-okta-writes only works with --okta.');
    return {};
  }
  if (users !== undefined) throw new UsageError('--okta reads users from an org and --users reads them from a file. Remove one of them.');
  readHttpURL('--okta', okta);
  const token = process.env[TOKEN_NAME] ?? '';
  if (token === '') throw new UsageError(`--okta needs an API token. Set the environment variable ${TOKEN_NAME}.`);
  return { okta: { url: okta, token, allowWrites: allowOktaWrites } };
}

/** Without a URL, a run pushes to its target. If that is an emulator in this process, its token is known too. */
function readScim({ scim, scimUrl, scimApp, target, users, okta }: FlowFlags): Pick<RunFlowOptions, 'scim'> {
  if (scim !== true && scimUrl === undefined) {
    if (scimApp !== undefined) throw new UsageError('--scim-app only works with --scim.');
    return {};
  }
  if (okta !== undefined)
    throw new UsageError('--scim does not work with --okta: an Okta org sends its own SCIM requests. Remove one of the two.');
  if (users === undefined) throw new UsageError('--scim needs a file of Okta users. Pass one with --users.');
  if (scimUrl !== undefined) readHttpURL('--scim-url', scimUrl);
  const isOwn = scimUrl === undefined && target === undefined;
  return {
    scim: {
      ...(scimUrl !== undefined && { url: scimUrl }),
      ...(!isOwn && { token: readScimToken(process.env) }),
      ...(scimApp !== undefined && { app: scimApp }),
    },
  };
}

/** `name=value`, each; the first = counts. Throws UsageError. */
export function readPairs(flag: string, pairs: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair, index) => {
      const at = pair.indexOf('=');
      // What stands there may be a secret whose name was forgotten.
      if (at < 1)
        throw new UsageError(
          `${flag} takes NAME=VALUE, but value ${index + 1} has no ${at === 0 ? 'name before the =' : '='}. Write ${flag} "NAME=VALUE".`,
        );
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function readCount(flag: string, text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new UsageError(`${flag} must be a whole number greater than 0, not '${text}'.`);
  return Number(text);
}

/** Where the requests to Expensify go, and what to close afterwards. */
export interface OpenTarget {
  readonly target: NonNullable<RunFlowOptions['target']>;
  /** The emulator, when it is the run's own. */
  readonly emulator?: Emulator;
  close(): Promise<void>;
}

/** An emulator of this process unless a target is named; a target elsewhere is asked about first. Throws UsageError. */
export async function openFlowTarget(
  flags: FlowFlags,
  settings: { readonly listen: boolean; readonly clock?: string | undefined },
): Promise<OpenTarget> {
  const { target, seed, rateLimit } = flags;
  if (target !== undefined) {
    if (seed !== undefined || rateLimit !== undefined)
      throw new UsageError('--seed and --rate-limit only work with the private emulator. Remove them, or remove --target.');
    return { target: await assertTarget(target, flags), close: async () => undefined };
  }
  const mode = RATE_LIMIT_MODES.find((known) => known === (rateLimit ?? 'advise'));
  if (mode === undefined) throw new UsageError(`--rate-limit: '${rateLimit}' is invalid; use ${RATE_LIMIT_MODES.join(', ')}.`);
  const { createEmulator } = await import('../index.js');
  const { clock, listen } = settings;
  const emulator = await createEmulator({
    listen,
    rateLimit: mode,
    ...(flags.scim === true && flags.scimUrl === undefined && { scim: true }),
    ...(seed !== undefined && { seed: await seedOf(seed) }),
    ...(clock !== undefined && { clock }),
  });
  return { target: emulator, emulator, close: () => emulator.close() };
}

async function assertTarget(target: string, { yes }: FlowFlags): Promise<string> {
  if (target === 'emulator') return `http://127.0.0.1:${process.env[environmentName('port')] ?? OPTIONS.port.default}`;
  const url = readHttpURL('--target', target, 'emulator or ');
  if (isLoopback(url) || yes === true) return target;
  if (!process.stdin.isTTY)
    throw new UsageError(
      `${url.hostname} is not this machine, and the flow may change real members there. Pass --yes when running non-interactively.`,
    );
  if (await askYes(`The flow may change real members at ${shownURL(target)}. Run it?`)) return target;
  throw new UsageError('Nothing was run.');
}

/**
 * Exports carry placeholders for the pair. With an emulator of its own the run takes that emulator's pair wherever the
 * export types one in and the user says nothing else, so that the first try is not a wrong secret.
 */
export function withOwnPair(pack: Pack, overrides: Readonly<Record<string, unknown>>, { credentials }: Emulator): Record<string, unknown> {
  return withOwnCredentials(pack, overrides, { ...credentials });
}
