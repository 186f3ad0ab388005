import type { z } from 'zod';
import type { Credentials } from '../protocol/credentials.js';
import type { JobDefinition } from '../protocol/define-job.js';
import { ENDPOINT_PATH, LIVE_BASE_URL } from '../protocol/endpoint.js';
import { PUBLISHED_WINDOWS, type Window } from '../protocol/rate-limits.js';
import { type Runtime, systemRuntime } from '../runtime/system.js';
import { shownURL } from '../util/redact/shown-url.js';
import type { Connection, Exchange, JobRequest, Logger, Sending } from './connection.js';
import { type EmployeeMethods, employeeMethods } from './methods/employees.js';
import { type FileMethods, fileMethods } from './methods/files.js';
import { type PolicyMethods, policyMethods } from './methods/policies.js';
import { type ReportMethods, reportMethods } from './methods/reports.js';
import { type ScimMethods, scimMethods } from './methods/scim.js';
import type { JobAnswer } from './open-schema.js';
import { createPacer } from './pacer.js';
import { readURL } from './read-url.js';
import type { RetryOptions } from './retry.js';
import { runJob } from './run-job.js';
import { readScimOptions, type ScimOptions } from './scim/scim-connection.js';
import type { Fetch } from './send.js';

export interface ClientOptions {
  readonly credentials: Credentials;
  /** The URL of the Integration Server. Default: the real service, `https://integrations.expensify.com`. */
  readonly baseUrl?: string;
  /** Default: the global `fetch`. Pass an emulator's `fetch` to use it without a port. */
  readonly fetch?: Fetch;
  /** The rate limit windows to respect, or `'off'`. Default: the published ones, 5 per 10 s and 20 per 60 s. */
  readonly rateLimit?: readonly Window[] | 'off';
  /** `'off'` allows only one attempt. */
  readonly retry?: RetryOptions | 'off';
  /** The time limit for each attempt, in ms. Default: 120000. */
  readonly timeout?: number;
  /** Cancels all calls of this client. */
  readonly signal?: AbortSignal;
  /** Called with each request and its response, without secrets. */
  readonly onExchange?: (exchange: Exchange) => void;
  /** Gets a line for each retry. Default: none. */
  readonly logger?: Logger;
  /** Clock and random numbers, for tests. */
  readonly runtime?: Runtime;
  /** The SCIM service for `deactivateUser`, `reactivateUser` and `scimUser`. Without it, they reject. */
  readonly scim?: ScimOptions | undefined;
}

/** A client that only deactivates users needs the SCIM token, but no credentials for the Integration Server. */
export interface ScimClientOptions extends Omit<ClientOptions, 'credentials' | 'baseUrl' | 'rateLimit'> {
  readonly credentials?: undefined;
  readonly scim: ScimOptions;
}

/** A job's input as the caller writes it. The client adds the credentials. */
type JobInput<Definition extends JobDefinition> = Omit<z.input<Definition['input']> & object, 'credentials'> & {
  readonly credentials?: Readonly<Record<string, unknown>>;
};

export interface Client extends PolicyMethods, EmployeeMethods, ReportMethods, FileMethods, ScimMethods {
  /** The URL of the endpoint, without a query, as messages show it. */
  readonly url: string;
  /**
   * Runs any job with a definition. Writes if the job does (`definition.writes`). Failed requests are only repeated if the
   * definition allows it (`isRepeatable`); creating something can't be repeated safely.
   */
  job<Definition extends JobDefinition>(
    definition: Definition,
    input: JobInput<Definition>,
    options?: Omit<JobRequest, 'job'>,
  ): Promise<JobAnswer<Definition>>;
}

const DEFAULT_TIMEOUT_MS = 120_000;

/**
 * Creates a client for the Integration Server. Without `baseUrl` it uses the real service, with real employees.
 * With `scim` and without `credentials`, the client only has the SCIM methods.
 * Throws TypeError if the credentials are incomplete, an option is unknown, or a URL or the SCIM token is not valid.
 * @example const client = createClient({ credentials, baseUrl: 'http://127.0.0.1:4310' });
 */
export function createClient(options: ScimClientOptions): ScimMethods;
export function createClient(options: ClientOptions): Client;
export function createClient(options: ClientOptions | ScimClientOptions): Client | ScimMethods {
  assertOptions(options);
  const sending = sendingOf(options);
  const scim = scimMethods(options.scim && { ...sending, ...readScimOptions(options.scim) });
  if (options.credentials === undefined && options.scim !== undefined) return scim;
  const connection = connect(options, sending);
  return {
    url: shownURL(connection.url),
    ...policyMethods(connection),
    ...employeeMethods(connection),
    ...reportMethods(connection),
    ...fileMethods(connection),
    ...scim,
    job: (definition, input, jobOptions = {}) => runJob(connection, definition, { ...jobOptions, job: input }),
  };
}

const OPTION_NAMES = 'baseUrl credentials fetch logger onExchange rateLimit retry runtime scim signal timeout'.split(' ');

/** An ignored `url` would send a test's requests to the real service, with real employees. */
function assertOptions(options: object): void {
  const unknown = Object.keys(options).find((name) => !OPTION_NAMES.includes(name));
  if (unknown !== undefined) throw new TypeError(`Unknown option '${unknown}'. Options: ${OPTION_NAMES.join(', ')}.`);
}

function sendingOf(options: ClientOptions | ScimClientOptions): Sending {
  const { retry = {}, runtime = systemRuntime } = options;
  return {
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    retry: retry === 'off' ? { attempts: 1 } : retry,
    timeoutMs: options.timeout ?? DEFAULT_TIMEOUT_MS,
    runtime,
    signal: options.signal,
    onExchange: options.onExchange,
    logger: options.logger,
  };
}

function connect(
  { baseUrl = LIVE_BASE_URL, rateLimit = PUBLISHED_WINDOWS, credentials }: Partial<ClientOptions>,
  sending: Sending,
): Connection {
  return {
    ...sending,
    url: endpointOf(baseUrl),
    credentials: completePair(credentials ?? { partnerUserID: '', partnerUserSecret: '' }),
    pacer: createPacer(rateLimit === 'off' ? [] : rateLimit, sending.runtime),
  };
}

/** Accepts a base URL or the whole endpoint, because users may have either. */
function endpointOf(baseUrl: string): string {
  const url = readURL('baseUrl', baseUrl);
  if (!url.pathname.endsWith(ENDPOINT_PATH)) url.pathname = url.pathname.replace(/\/$/, '') + ENDPOINT_PATH;
  return url.href;
}

function completePair({ partnerUserID, partnerUserSecret }: Credentials): Credentials {
  for (const [name, value] of Object.entries({ partnerUserID, partnerUserSecret })) {
    if (typeof value !== 'string' || value === '')
      throw new TypeError(`credentials.${name} is missing. Create credentials at https://www.expensify.com/tools/integrations/.`);
  }
  return { partnerUserID, partnerUserSecret };
}
