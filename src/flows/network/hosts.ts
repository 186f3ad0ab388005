import { LIVE_BASE_URL } from '../../protocol/endpoint.js';
import { shownURL } from '../../util/redact/shown-url.js';
import { FlowInputError } from '../problem.js';

/** The Integration Server's host name. Flows use it, and requests to it only go to a target. */
export const EXPENSIFY_HOST = new URL(LIVE_BASE_URL).host;

/** What answers for the Expensify host: an emulator in this process, or a base URL. */
export interface FlowTarget {
  readonly url: string;
  readonly fetch: typeof fetch;
  /** The credentials of an emulator, so its secret can be removed from output. */
  readonly credentials?: { readonly partnerUserSecret: string };
  /** The SCIM service of an emulator; absent if SCIM is off. */
  readonly scim?: { readonly url: string; readonly token: string } | undefined;
  /** Moves the emulator's clock with the waits of the flow. */
  readonly clock?: { advance(by: number): void };
  /** All advisories so far, newest last. */
  advisories?(): readonly { readonly code: string; readonly message: string }[];
  readonly outbox?: { list(): readonly { readonly to: readonly string[]; readonly subject: string; readonly text: string }[] };
}

export interface HostOptions {
  readonly target?: FlowTarget | undefined;
  /** Base URLs by host, or by the name of a connector for its Custom API Action, e.g. `{ okta: 'http://127.0.0.1:9000' }`. */
  readonly mapHosts?: Readonly<Record<string, string>> | undefined;
  /** Real hosts that may be contacted directly. */
  readonly allowHosts?: readonly string[] | undefined;
}

/** Where a request goes. */
export interface Route {
  readonly url: URL;
  readonly fetch: typeof fetch;
  readonly isTarget: boolean;
  /** If true, redirects are not followed, whatever the run's semantics: the request has a token for this host only. */
  readonly isFixed?: boolean;
}

/** Returns where a URL leads, or undefined if the run may not contact it. */
export type RouteOf = (url: URL) => Route | undefined;

/** Throws FlowInputError for an invalid base URL. */
export function createRoutes({ target, mapHosts = {}, allowHosts = [] }: HostOptions): RouteOf {
  const mapped = new Map(Object.entries(mapHosts).map(([host, base]) => [host.toLowerCase(), assertBase(host, base)]));
  const allowed = new Set(allowHosts.map((host) => host.toLowerCase()));
  return (url) => {
    const base = mapped.get(url.host) ?? mapped.get(url.hostname);
    if (base !== undefined) return { url: rebased(url, base), fetch, isTarget: false };
    if (target !== undefined && url.host === EXPENSIFY_HOST) {
      return { url: rebased(url, new URL(target.url)), fetch: target.fetch, isTarget: true };
    }
    // The target's own address, for a flow that already points to it.
    if (target !== undefined && url.origin === new URL(target.url).origin) return { url, fetch: target.fetch, isTarget: true };
    return allowed.has(url.host) || allowed.has(url.hostname) ? { url, fetch, isTarget: false } : undefined;
  };
}

function assertBase(host: string, base: string): URL {
  if (/^https?:\/\//i.test(base) && URL.canParse(base)) return new URL(base);
  throw new FlowInputError(`Host ${host} is mapped to '${shownURL(base)}', which is not an http or https URL.`);
}

function rebased(url: URL, base: URL): URL {
  const moved = new URL(url.href);
  moved.protocol = base.protocol;
  moved.host = base.host;
  // Assigning a host without a port keeps the old port.
  moved.port = base.port;
  moved.username = '';
  moved.password = '';
  if (base.pathname !== '/') moved.pathname = base.pathname.replace(/\/$/, '') + url.pathname;
  return moved;
}
