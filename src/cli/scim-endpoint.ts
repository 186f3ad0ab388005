import { z } from 'zod';
import { readJson } from '../util/read-json.js';
import { findBackground } from './background.js';
import { askConsole, type Console, findConsole } from './console-client.js';
import { readHttpURL } from './http-url.js';
import { UsageError } from './usage-error.js';

export interface ScimEndpointFlags {
  readonly url?: string;
  readonly token?: string;
  readonly console?: string;
  readonly config?: string;
}

/** A SCIM service and the token for it. */
export interface ScimEndpoint {
  readonly url: string;
  readonly token: string;
}

/** The token comes from the environment, as other users of the machine can see a command line. */
export const SCIM_TOKEN_NAME = 'EXPENSIFY_SCIM_TOKEN';

const reportedSchema = z.object({ url: z.string().min(1), token: z.string().min(1) });

/**
 * Where the SCIM service is: the URL of the flag, else what a running emulator reports of its own. That is the emulator in the
 * background of this folder, else the one whose console the flags, the environment and the config file lead to. Throws UsageError.
 */
export async function findScimEndpoint(
  flags: ScimEndpointFlags,
  environment: Readonly<Record<string, string | undefined>>,
  warn: (message: string) => void,
): Promise<ScimEndpoint> {
  const { url, token } = flags;
  if (token !== undefined) warn(`--token is visible in the process list and in the shell history; use ${SCIM_TOKEN_NAME}.`);
  if (url === undefined) {
    const reported = await askRunning(await findRunningConsole(flags));
    // A token in the environment may be that of a real service.
    return { url: reported.url, token: token ?? reported.token };
  }
  readHttpURL('--url', url);
  const known = token ?? environment[SCIM_TOKEN_NAME] ?? '';
  if (known === '') throw new UsageError(`--url needs the SCIM token. Set the environment variable ${SCIM_TOKEN_NAME}.`);
  return { url, token: known };
}

async function findRunningConsole({ console, config }: ScimEndpointFlags): Promise<Console> {
  const background = console === undefined && config === undefined ? await findBackground() : undefined;
  if (background !== undefined) return { url: background.consoleUrl, token: background.consoleToken, flag: '--console' };
  return findConsole({ ...(console !== undefined && { url: console }), ...(config !== undefined && { config }) }, '--console');
}

async function askRunning(console: Console): Promise<ScimEndpoint> {
  const response = await askConsole(console, 'scim');
  const reported = reportedSchema.safeParse(readJson(await response.text())).data;
  if (response.ok && reported !== undefined) return reported;
  throw new UsageError(
    `The emulator with the console ${console.url} reports no SCIM service (HTTP ${response.status}). Start it with --scim, or pass the SCIM URL with --url.`,
  );
}
