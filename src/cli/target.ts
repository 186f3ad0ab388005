import { ENDPOINT_PATH, LIVE_BASE_URL } from '../protocol/endpoint.js';
import { isLoopback, readHttpURL } from './http-url.js';
import type { FindFlags } from './locate-console.js';
import { assertOwnHost } from './own-host.js';
import { findEmulator, type RunningEmulator } from './running-emulator.js';
import { UsageError } from './usage-error.js';

/** A private emulator, which a command starts itself: in this process, or over real sockets. */
type PrivateTarget = 'in-process' | 'http';

/** A service that `--target` names. */
export type ServiceTarget = { readonly kind: 'emulator' } | { readonly kind: 'live' | 'url'; readonly baseUrl: string };

export interface TargetFlags extends FindFlags {
  readonly target?: string | undefined;
  /** Flags of earlier versions. */
  readonly emulator?: boolean | undefined;
  readonly live?: boolean | undefined;
}

/**
 * Reads `--target` of a command that needs a service. Without a default it is required, so nobody reaches real employees by accident.
 * Throws UsageError, also for the flags of earlier versions.
 */
export function readTarget(flags: TargetFlags, fallback?: 'emulator'): ServiceTarget {
  return readService(targetOf(flags, fallback), flags, []);
}

/** Reads `--target` of a command that can also start a private emulator, which is its default. Throws UsageError. */
export function readOwnTarget<Own extends PrivateTarget>(
  flags: TargetFlags,
  own: readonly Own[],
): ServiceTarget | { readonly kind: 'private'; readonly via: Own } {
  const target = targetOf(flags, 'in-process');
  const via = own.find((name) => name === target);
  if (via === undefined) return readService(target, flags, own);
  if (flags.url !== undefined) throw new UsageError(CONSOLE_URL_ONLY);
  return { kind: 'private', via };
}

function targetOf({ emulator, live, target, url }: TargetFlags, fallback: string | undefined): string {
  if (emulator === true) throw new UsageError('--emulator was renamed. Use --target emulator.');
  if (live === true) throw new UsageError('--live was renamed. Use --target live.');
  const found = target ?? fallback;
  if (found === undefined) throw new UsageError(url === undefined ? NO_TARGET : CONSOLE_URL_ONLY);
  return found;
}

const NO_TARGET =
  'Choose where to send the requests: --target emulator, --target live (the real service, with real employees), or --target URL.';
const CONSOLE_URL_ONLY =
  '--url is the console URL of a running emulator and only works with --target emulator. To send the requests to a URL, use --target URL.';

function readService(target: string, { url: consoleUrl }: TargetFlags, own: readonly PrivateTarget[]): ServiceTarget {
  if (target === 'emulator') return { kind: 'emulator' };
  if (consoleUrl !== undefined) throw new UsageError(CONSOLE_URL_ONLY);
  if (target === 'live') return { kind: 'live', baseUrl: LIVE_BASE_URL };
  const url = readHttpURL('--target', target, `${[...own, 'emulator', 'live'].join(', ')} or `);
  return { kind: isLive(url) ? 'live' : 'url', baseUrl: withoutEndpoint(url) };
}

/** True for every host of Expensify, with any scheme and port. A host name that ends with a dot is the same host. */
function isLive({ hostname }: URL): boolean {
  return /(^|\.)expensify\.com$/.test(hostname.replace(/\.+$/, ''));
}

/** The base URL of a service. People have either the base URL or the whole endpoint at hand. */
function withoutEndpoint(url: URL): string {
  const base = new URL(url);
  const path = base.pathname.replace(/\/+$/, '');
  base.pathname = path.endsWith(ENDPOINT_PATH) ? path.slice(0, -ENDPOINT_PATH.length) : path;
  return base.pathname === '/' ? base.href.replace(/\/(?=$|[?#])/, '') : base.href;
}

/** A service that requests are sent to. */
export interface Service {
  readonly kind: 'emulator' | 'live' | 'url';
  /** The URL without the endpoint path. */
  readonly baseUrl: string;
  readonly endpoint: string;
  /** The running emulator of `--target emulator`. */
  readonly emulator?: RunningEmulator;
  /** True if there may be real employees behind it: anything but an emulator or a URL on this machine. */
  readonly isReal: boolean;
}

/** Finds the service of a target that is not a private emulator. Throws UsageError if no emulator is running. */
export async function openService(
  target: ServiceTarget,
  flags: FindFlags,
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
): Promise<Service> {
  if (target.kind === 'emulator') {
    const emulator = await findEmulator(flags, environment, folder);
    assertOwnHost(emulator);
    const { url: baseUrl, endpoint } = emulator.ready;
    return { kind: 'emulator', baseUrl, endpoint, emulator, isReal: false };
  }
  const { kind, baseUrl } = target;
  const endpoint = new URL(baseUrl);
  endpoint.pathname = endpoint.pathname.replace(/\/$/, '') + ENDPOINT_PATH;
  return { kind, baseUrl, endpoint: endpoint.href, isReal: kind === 'live' || !isLoopback(endpoint) };
}
