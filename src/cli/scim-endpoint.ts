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
const SCIM_URL_NAME = 'EXPENSIFY_SCIM_URL';

const placeSchema = z.object({ url: z.string().min(1), company: z.string().min(1), domain: z.string().min(1) });
const tokenSchema = z.object({ token: z.string().min(1) });
const problemSchema = z.object({ detail: z.string() });

/**
 * The SCIM service: the URL from the flag or the environment, otherwise the one of a running emulator. That is the background
 * emulator of this folder, otherwise the emulator whose console the flags, the environment or the config file name.
 * Throws UsageError.
 */
export async function findScimEndpoint(
  flags: ScimEndpointFlags,
  environment: Readonly<Record<string, string | undefined>>,
  warn: (message: string) => void,
): Promise<ScimEndpoint> {
  if (flags.token !== undefined) warn(`--token is visible in the process list and in the shell history; use ${SCIM_TOKEN_NAME}.`);
  const isConsoleNamed = flags.console !== undefined || flags.config !== undefined;
  const url = flags.url ?? (isConsoleNamed ? undefined : environment[SCIM_URL_NAME] || undefined);
  if (url === undefined) return askRunning(await findRunningConsole(flags), flags.token);
  readHttpURL(flags.url === undefined ? SCIM_URL_NAME : '--url', url);
  return { url, token: flags.token ?? readScimToken(environment) };
}

/** Throws UsageError if there is no token. */
export function readScimToken(environment: Readonly<Record<string, string | undefined>>): string {
  const token = environment[SCIM_TOKEN_NAME] ?? '';
  if (token === '') throw new UsageError(`The SCIM URL needs its token. Set the environment variable ${SCIM_TOKEN_NAME}.`);
  return token;
}

async function findRunningConsole({ console, config }: ScimEndpointFlags): Promise<Console> {
  const background = console === undefined && config === undefined ? await findBackground() : undefined;
  if (background !== undefined) return { url: background.consoleUrl, token: background.consoleToken, flag: '--console' };
  return findConsole({ ...(console !== undefined && { url: console }), ...(config !== undefined && { config }) }, '--console');
}

/** Asks the emulator for the token of its first domain. A token in the environment may belong to a real service. */
async function askRunning(console: Console, token: string | undefined): Promise<ScimEndpoint> {
  const { url, company, domain } = await ask(console, 'scim', placeSchema);
  if (token !== undefined) return { url, token };
  const path = `companies/${encodeURIComponent(company)}/domains/${encodeURIComponent(domain)}/token`;
  return { url, ...(await ask(console, path, tokenSchema)) };
}

async function ask<T>(console: Console, path: string, schema: z.ZodType<T>): Promise<T> {
  const response = await askConsole(console, path);
  const body = readJson(await response.text());
  const found = schema.safeParse(body).data;
  if (response.ok && found !== undefined) return found;
  const { detail = 'It may be another version.' } = problemSchema.safeParse(body).data ?? {};
  throw new UsageError(`The emulator with the console ${console.url} has no SCIM endpoint. ${detail} To use another service, pass --url.`);
}
