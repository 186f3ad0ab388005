import { keepAlive, within } from '../../runtime/timer.js';
import { messageOf } from '../../util/error-message.js';
import { isObject } from '../../util/is-object.js';
import { jsonOrText } from '../../util/read-json.js';
import { shownURL } from '../../util/redact/shown-url.js';
import { CardError, RunStopped } from '../engine/errors.js';
import type { FlowClock } from '../engine/flow-clock.js';
import type { KnownSecrets } from '../engine/known-secrets.js';
import type { Budget } from '../engine/limits.js';
import type { Semantics } from '../engine/semantics.js';
import { advisoriesOf, type FlowAdvisory } from './advisories-of.js';
import type { FlowTarget, Route, RouteOf } from './hosts.js';
import { readAtMost } from './read-at-most.js';

/** A request made by a card. */
export interface CardRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
  /** Undefined if there is none. */
  readonly body?: string | undefined;
}

export interface CardResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request and its response. */
export interface FlowRequest {
  /** Position of the card in the trace. */
  readonly position: number;
  readonly card: string;
  /** The card's address in the export. */
  readonly address: string;
  /** Name of the flow that contains the card. */
  readonly flow: string;
  readonly method: string;
  /** The URL in the flow. */
  readonly url: string;
  /** The URL it was sent to, if different. */
  readonly sentTo?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly response?: CardResponse;
  /** From the Integration Server's envelope; its status is not always the HTTP status. */
  readonly responseCode?: number;
  readonly error?: string;
  /** The emulator's advisories about the request. */
  readonly advisories: readonly FlowAdvisory[];
  readonly ms: number;
}

const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
const MAX_REDIRECTS = 5;
/** Requests kept for the result; further ones are only counted. */
const MAX_KEPT = 2000;

/** The card that makes a request. */
export interface Sender {
  readonly title: string;
  readonly address: string;
  readonly flow: string;
  /** Position of the card in the trace. */
  readonly position: number;
}

export interface NetworkOptions {
  readonly routeOf: RouteOf;
  readonly target: FlowTarget | undefined;
  readonly clock: FlowClock;
  readonly secrets: KnownSecrets;
  readonly semantics: Semantics;
  readonly budget: Budget;
}

/** All requests of a run go through here. */
export class Network {
  readonly requests: FlowRequest[] = [];
  readonly routeOf: RouteOf;
  readonly target: FlowTarget | undefined;
  readonly #run: NetworkOptions;
  #dropped = 0;

  constructor(options: NetworkOptions) {
    this.routeOf = options.routeOf;
    this.target = options.target;
    this.#run = options;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /**
   * Sends a request by its own route, or by the run's routes. Throws RunStopped for a host that is not allowed, CardError for a
   * host that can't be reached.
   */
  async send(sender: Sender, request: CardRequest, own?: Route): Promise<CardResponse> {
    const { clock, secrets } = this.#run;
    const startedAt = clock.now();
    // Headers are checked by name. The query was built from the values of an object, which were checked before.
    secrets.meet('', [Object.fromEntries(request.headers), request.url, request.body]);
    const route = own ?? this.#assertAllowed(sender, request.url);
    const kept = {
      position: sender.position,
      card: sender.title,
      address: sender.address,
      flow: sender.flow,
      method: request.method,
      url: request.url,
      ...(route.url.href !== request.url && { sentTo: route.url.href }),
      headers: Object.fromEntries(request.headers),
      body: request.body ?? '',
    };
    try {
      const response = await this.#follow(sender, request, route);
      secrets.meet('', [response.headers, response.body]);
      const responseCode = responseCodeOf(response.body);
      this.#keep({
        ...kept,
        response,
        ...(responseCode !== undefined && { responseCode }),
        advisories: this.#advisoriesOf(response),
        ms: clock.now() - startedAt,
      });
      return response;
    } catch (error) {
      const message = messageOf(error);
      this.#keep({ ...kept, error: message, advisories: [], ms: clock.now() - startedAt });
      throw error;
    }
  }

  async #follow(sender: Sender, request: CardRequest, first: Route): Promise<CardResponse> {
    let route = first;
    let { method, body, headers } = request;
    for (let hops = 0; ; hops++) {
      const response = await this.#transfer({ ...request, method, body, headers }, route);
      const location = response.headers.location;
      const isRedirect = response.status >= 300 && response.status < 400 && location !== undefined;
      if (!isRedirect || first.isFixed === true || this.#run.semantics.redirects === 'manual') return response;
      if (hops >= MAX_REDIRECTS) throw new CardError(`${request.url} redirected more than ${MAX_REDIRECTS} times.`);
      const next = nextURL(location, route.url);
      // A redirect within the same host goes to the server that answers for it; to another host, only if the run may contact it.
      if (next.origin === route.url.origin) route = { ...route, url: next };
      else {
        route = this.#assertAllowed(sender, next.href);
        headers = withoutCredentials(headers);
      }
      // As in browsers, all redirects except 307 and 308 become a GET.
      if (response.status < 307 && method !== 'HEAD') [method, body] = ['GET', undefined];
    }
  }

  async #transfer({ method, headers, body }: CardRequest, route: Route): Promise<CardResponse> {
    const abort = new AbortController();
    const sending = exchange(route, { method, headers: Object.fromEntries(headers), body, signal: abort.signal });
    const answer = await within(sending, this.#run.budget.remaining, undefined);
    if (answer !== undefined) return answer;
    abort.abort();
    sending.catch(() => undefined);
    throw new RunStopped('limit', `${route.url.host} did not respond before the run's time limit. Raise the limit with --time-limit.`);
  }

  #assertAllowed(sender: Sender, text: string): Route {
    if (!URL.canParse(text)) throw new CardError(`'${text.slice(0, 80)}' is not a valid URL.`);
    const url = new URL(text);
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw new CardError(`Cards can't use the protocol '${url.protocol}'; use http or https.`);
    const route = this.routeOf(url);
    if (route !== undefined) return route;
    throw new RunStopped(
      'host',
      `'${sender.title}' tried to contact ${url.host}, which is not allowed in this run. Add a stub for the card, redirect the host with --map-host ${url.host}=http://127.0.0.1:PORT, or allow it with --allow-host ${url.host}.`,
    );
  }

  #advisoriesOf(response: CardResponse): FlowRequest['advisories'] {
    return advisoriesOf(response.headers, () => this.target?.advisories?.() ?? []);
  }

  #keep(request: FlowRequest): void {
    if (this.requests.length < MAX_KEPT) this.requests.push(request);
    else this.#dropped++;
  }
}

function nextURL(location: string, from: URL): URL {
  if (!URL.canParse(location, from.href))
    throw new CardError(`${from.host} redirects to '${shownURL(location).slice(0, 80)}', which is not a URL.`);
  return new URL(location, from);
}

/** Headers meant for one server only. The Fetch standard (HTTP-redirect fetch) removes Authorization; cookies belong to one host too. */
const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** As browsers do if a redirect leads to another origin. */
function withoutCredentials(headers: CardRequest['headers']): CardRequest['headers'] {
  return new Map([...headers].filter(([name]) => !CREDENTIALS.has(name.toLowerCase())));
}

/** Searches only short responses; the envelope of an error is one. */
const MAX_ENVELOPE_LENGTH = 1_000_000;

function responseCodeOf(body: string): number | undefined {
  if (body.length > MAX_ENVELOPE_LENGTH || !body.includes('responseCode')) return undefined;
  const answer = jsonOrText(body);
  return isObject(answer) && typeof answer.responseCode === 'number' ? answer.responseCode : undefined;
}

interface Sent {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  readonly signal: AbortSignal;
}

async function exchange({ url, fetch }: Route, { method, headers, body, signal }: Sent): Promise<CardResponse> {
  let response: Response;
  try {
    // Sent as bytes: for a text, fetch would add a content type that the flow did not choose.
    const bytes = body === undefined || method === 'GET' || method === 'HEAD' ? null : new TextEncoder().encode(body);
    response = await keepAlive(fetch(url, { method, headers, body: bytes, redirect: 'manual', signal }));
  } catch (error) {
    if (signal.aborted) throw error;
    throw new CardError(`${url.host} can't be reached: ${reasonOf(error)}`);
  }
  const text = await readAtMost(response, MAX_ANSWER_BYTES);
  return { status: response.status, headers: Object.fromEntries(response.headers), body: text };
}

/** Why a `fetch` failed: its own message is only "fetch failed"; the cause has the reason. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
