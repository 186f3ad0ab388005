import { isConfirmed } from './confirm-live.js';
import { askConsole } from './console-client.js';
import { problemIn } from './console-problem.js';
import { isLoopback, readHttpURL } from './http-url.js';
import type { FindFlags } from './locate-console.js';
import { assertOwnHost } from './own-host.js';
import { findEmulator, type RunningEmulator } from './running-emulator.js';
import { UsageError } from './usage-error.js';

export interface ScimEndpointFlags extends FindFlags {
  readonly target?: string;
  readonly token?: string;
  /** A flag of earlier versions. */
  readonly console?: string;
  readonly yes?: boolean;
}

/** A SCIM service and the token for it. */
export interface ScimEndpoint {
  readonly url: string;
  readonly token: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The token comes from the environment because other users of the machine can see a command line. */
const SCIM_TOKEN_NAME = 'EXPENSIFY_SCIM_TOKEN';
const SCIM_URL_NAME = 'EXPENSIFY_SCIM_URL';

/**
 * The SCIM service of `--target`. Without the flag it is the URL of the environment, otherwise the running emulator.
 * A service that is not on this machine is asked about first. Throws UsageError.
 */
export async function findScimEndpoint(
  flags: ScimEndpointFlags,
  environment: Environment,
  warn: (message: string) => void,
): Promise<ScimEndpoint> {
  if (flags.console !== undefined) throw new UsageError('--console was renamed. Use --url.');
  if (flags.token !== undefined) warn(`--token is visible in the process list and the shell history. Use ${SCIM_TOKEN_NAME}.`);
  const isConsoleNamed = flags.url !== undefined || flags.config !== undefined;
  const target = flags.target ?? (isConsoleNamed ? 'emulator' : environment[SCIM_URL_NAME] || 'emulator');
  if (target === 'emulator') return ofEmulator(await findEmulator(flags, environment, process.cwd()), flags.token);
  if (target === 'live')
    throw new UsageError('--target live does not work here, because Expensify does not document its SCIM URL. Use --target URL.');
  if (isConsoleNamed) throw new UsageError('--url and --config say where a running emulator is, and only work with --target emulator.');
  const url = readHttpURL(
    flags.target === undefined ? SCIM_URL_NAME : '--target',
    target,
    flags.target === undefined ? '' : 'emulator or ',
  );
  const token = flags.token ?? readScimToken(environment);
  await confirm(url, flags.yes);
  return { url: target, token };
}

async function confirm(url: URL, yes: boolean | undefined): Promise<void> {
  if (isLoopback(url) || yes === true) return;
  const reason = `${url.host} is not this machine, and there may be real users.`;
  if (!(await isConfirmed(reason, `There may be real users at ${url.host}. Continue?`))) throw new UsageError('Nothing was sent.');
}

/** Throws UsageError if there is no token. */
export function readScimToken(environment: Environment): string {
  const token = environment[SCIM_TOKEN_NAME] ?? '';
  if (token === '') throw new UsageError(`The SCIM URL needs its token. Set the environment variable ${SCIM_TOKEN_NAME}.`);
  return token;
}

/** The service of the first domain. Its own token is used, because a token in the environment may belong to a real service. */
async function ofEmulator(emulator: RunningEmulator, token: string | undefined): Promise<ScimEndpoint> {
  assertOwnHost(emulator);
  const { console, ready } = emulator;
  const { scim } = ready;
  if (scim !== undefined) return { url: scim.url, token: token ?? scim.token };
  const response = await askConsole(console, 'scim');
  const problem = problemIn(await response.text()) ?? '';
  throw new UsageError(
    `The emulator with the console ${console.url} has no SCIM endpoint. ${problem} To use another service, pass --target URL.`,
  );
}
