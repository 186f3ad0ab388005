import { z } from 'zod';
import { emulatorProvider } from '../console/emulator-provider.js';
import type { Provider } from '../contract/provider.js';
import { ENDPOINT_PATH } from '../protocol/endpoint.js';
import { askConsole, type Console, findConsole } from './console-client.js';
import { consoleProvider } from './console-provider.js';
import { isLoopback, readHttpURL } from './http-url.js';
import { urlProvider } from './url-provider.js';

/** What `contract verify` runs against. */
export interface VerifyTarget extends Provider {
  /** Said before the suite runs. */
  readonly note?: string;
  close?(): Promise<void>;
}

export interface TargetFlags {
  readonly target?: string | boolean | undefined;
  /** The console's URL; false takes an emulator for a live service. */
  readonly console?: string | boolean | undefined;
  readonly allowWrites?: string | boolean | undefined;
}

/** Throws UsageError. */
export async function providerOf({ target: named, console: flag, allowWrites }: TargetFlags): Promise<VerifyTarget> {
  if (named === 'in-process' || named === 'http') return emulatorProvider(named);
  const target = toEndpoint(String(named));
  const url = readHttpURL('--target', target, 'in-process, http, or ');
  const found =
    typeof flag === 'string' ? await findConsole({ url: flag }, '--console') : flag === false ? undefined : await consoleOf(url);
  if (found === undefined) {
    const provider = urlProvider(target, allowWrites === true, process.env);
    return { ...provider, note: 'Treating the target as a live service: at most 20 requests a minute, so it takes several minutes.' };
  }
  const provider = await consoleProvider(target, found);
  return {
    ...provider,
    note: `The emulator with the console ${found.url} is reset for each interaction. Its state is restored at the end, and kept in ${provider.saved.path} until then. If this command is killed, restore the state with:\n  ${provider.saved.command}`,
  };
}

/** The banner and `env` print the URL without the path, so either form means the endpoint. */
function toEndpoint(target: string): string {
  if (!URL.canParse(target)) return target;
  const url = new URL(target);
  if (!/^https?:$/.test(url.protocol) || url.pathname !== '/') return target;
  url.pathname = ENDPOINT_PATH;
  return url.href;
}

const info = z.object({ endpoint: z.string() });

/** The console that a running emulator would have here, when it says that the target is its own endpoint. */
async function consoleOf(target: URL): Promise<Console | undefined> {
  if (!isLoopback(target)) return undefined;
  const console = await findConsole({}, '--console');
  try {
    const about = info.safeParse(await (await askConsole(console, 'info')).json());
    return about.success && isSameEndpoint(about.data.endpoint, target) ? console : undefined;
  } catch {
    // Nobody there, or somebody else.
    return undefined;
  }
}

function isSameEndpoint(one: string, second: URL): boolean {
  if (!URL.canParse(one)) return false;
  const first = new URL(one);
  const isSameHost = first.hostname === second.hostname || (isLoopback(first) && isLoopback(second));
  return isSameHost && first.port === second.port && first.pathname === second.pathname;
}
