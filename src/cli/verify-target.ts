import { z } from 'zod';
import { emulatorProvider } from '../console/emulator-provider.js';
import type { Provider } from '../contract/provider.js';
import { ENDPOINT_PATH } from '../protocol/endpoint.js';
import { shownURL } from '../util/redact/shown-url.js';
import { assertNoUser } from './assert-no-user.js';
import { askConsole, type Console, findConsole } from './console-client.js';
import { consoleProvider } from './console-provider.js';
import { urlProvider } from './url-provider.js';
import { UsageError } from './usage-error.js';

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
  if (!URL.canParse(target)) throw new UsageError(`--target must be in-process, http or a URL, not '${shownURL(target)}'.`);
  assertNoUser('--target', target);
  const found = typeof flag === 'string' ? await namedConsole(flag) : flag === false ? undefined : await consoleOf(target);
  if (found === undefined) {
    const provider = urlProvider(target, allowWrites === true, process.env);
    return { ...provider, note: 'Treating the target as a live service: at most 20 requests a minute, so it takes several minutes.' };
  }
  const provider = await consoleProvider(target, found);
  return {
    ...provider,
    note: `The emulator with the console ${found.url} is reset for each interaction. Its state is restored at the end.`,
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

async function namedConsole(url: string): Promise<Console> {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new UsageError(`--console must be an http(s) URL, not '${shownURL(url)}'.`);
  return { ...(await findConsole({ url })), flag: '--console' };
}

const info = z.object({ endpoint: z.string() });

/** The console that a running emulator would have here, when it says that the target is its own endpoint. */
async function consoleOf(target: string): Promise<Console | undefined> {
  if (!isLoopback(new URL(target))) return undefined;
  const console = { ...(await findConsole({})), flag: '--console' };
  try {
    const about = info.safeParse(await (await askConsole(console, 'info')).json());
    return about.success && isSameEndpoint(about.data.endpoint, target) ? console : undefined;
  } catch {
    // Nobody there, or somebody else.
    return undefined;
  }
}

function isSameEndpoint(one: string, other: string): boolean {
  if (!URL.canParse(one)) return false;
  const [first, second] = [new URL(one), new URL(other)];
  const isSameHost = first.hostname === second.hostname || (isLoopback(first) && isLoopback(second));
  return isSameHost && first.port === second.port && first.pathname === second.pathname;
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
