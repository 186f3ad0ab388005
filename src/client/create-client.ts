import type { z } from 'zod';
import type { EmployeeInput } from '../jobs/update-employees/employee-record.js';
import type { Credentials } from '../protocol/credentials.js';
import type { JobDefinition } from '../protocol/define-job.js';
import { ENDPOINT_PATH, LIVE_BASE_URL } from '../protocol/endpoint.js';
import { PUBLISHED_WINDOWS, type Window } from '../protocol/rate-limits.js';
import { type Runtime, systemRuntime } from '../runtime/system.js';
import { shownURL } from '../util/redact/shown-url.js';
import type { Connection, Exchange, JobRequest, Logger } from './connection.js';
import { type FileMethods, fileMethods } from './methods/files.js';
import { type PolicyMethods, policyMethods } from './methods/policies.js';
import { type ReportMethods, reportMethods } from './methods/reports.js';
import type { JobAnswer } from './open-schema.js';
import { createPacer } from './pacer.js';
import type { RetryOptions } from './retry.js';
import { runJob } from './run-job.js';
import type { Fetch } from './send.js';
import { sendEmployees, type UpdateOptions } from './update-employees.js';
import type { UpdateResult } from './update-result.js';

export interface ClientOptions {
  readonly credentials: Credentials;
  /** Where the Integration Server is. Default: the real service, `https://integrations.expensify.com`. */
  readonly baseUrl?: string;
  /** Default: the global one. An emulator's own `fetch` needs no port. */
  readonly fetch?: Fetch;
  /** The windows to keep within, `'off'` for none. Default: the published ones, 5 per 10 s and 20 per 60 s. */
  readonly rateLimit?: readonly Window[] | 'off';
  /** `'off'` for one attempt only. */
  readonly retry?: RetryOptions | 'off';
  /** For each attempt, in ms. Default: 120000. */
  readonly timeout?: number;
  /** Ends every call of this client. */
  readonly signal?: AbortSignal;
  /** Told of each request and its answer, without secrets. */
  readonly onExchange?: (exchange: Exchange) => void;
  /** Told of each retry. Default: nobody. */
  readonly logger?: Logger;
  /** Time and chance; a test passes its own. */
  readonly runtime?: Runtime;
}

/** A job's input as the caller writes it; the pair is the client's. */
type JobInput<Definition extends JobDefinition> = Omit<z.input<Definition['input']> & object, 'credentials'> & {
  readonly credentials?: Readonly<Record<string, unknown>>;
};

export interface Client extends PolicyMethods, ReportMethods, FileMethods {
  /** The endpoint that is called, as messages name it: without a query. */
  readonly url: string;
  /**
   * Adds, changes and removes employees, in as many requests as the feed needs. **Writes** to the company of the pair,
   * which is a real one unless `baseUrl` says otherwise; with `dryRun` it writes nothing. Sending a feed twice leaves what
   * sending it once leaves, so failed requests are repeated.
   */
  updateEmployees(employees: readonly EmployeeInput[], options?: UpdateOptions): Promise<UpdateResult>;
  /**
   * Any job there is a definition of. Writes if the job does (`definition.writes`); is repeated after a failure only when
   * the definition says that this is safe (`isRepeatable`), which creating something is not.
   */
  job<Definition extends JobDefinition>(
    definition: Definition,
    input: JobInput<Definition>,
    options?: Omit<JobRequest, 'job'>,
  ): Promise<JobAnswer<Definition>>;
}

const DEFAULT_TIMEOUT_MS = 120_000;

/**
 * A client of the Integration Server. Without `baseUrl` it talks to the real service, with real employees.
 * Throws TypeError when the pair is not complete or the URL is none.
 * @example const client = createClient({ credentials, baseUrl: 'http://127.0.0.1:4310' });
 */
export function createClient(options: ClientOptions): Client {
  const connection = connect(options);
  return {
    url: shownURL(connection.url),
    ...policyMethods(connection),
    ...reportMethods(connection),
    ...fileMethods(connection),
    updateEmployees: (employees, updateOptions = {}) => sendEmployees(connection, employees, updateOptions),
    job: (definition, input, jobOptions = {}) => runJob(connection, definition, { ...jobOptions, job: input }),
  };
}

function connect(options: ClientOptions): Connection {
  const { retry = {}, runtime = systemRuntime, rateLimit = PUBLISHED_WINDOWS } = options;
  return {
    url: endpointOf(options.baseUrl ?? LIVE_BASE_URL),
    credentials: completePair(options.credentials),
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    pacer: createPacer(rateLimit === 'off' ? [] : rateLimit, runtime),
    retry: retry === 'off' ? { attempts: 1 } : retry,
    timeoutMs: options.timeout ?? DEFAULT_TIMEOUT_MS,
    runtime,
    signal: options.signal,
    onExchange: options.onExchange,
    logger: options.logger,
  };
}

/** A base URL, or the whole endpoint: people have either at hand. */
function endpointOf(baseUrl: string): string {
  if (!/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl))
    throw new TypeError(`baseUrl '${shownURL(baseUrl)}' is not an http or https URL.`);
  const url = new URL(baseUrl);
  // `fetch` refuses such a URL, and quotes it whole.
  if (url.username !== '' || url.password !== '')
    throw new TypeError(`baseUrl '${shownURL(baseUrl)}' contains a user name or password, which fetch does not send.`);
  if (!url.pathname.endsWith(ENDPOINT_PATH)) url.pathname = url.pathname.replace(/\/$/, '') + ENDPOINT_PATH;
  return url.href;
}

function completePair({ partnerUserID, partnerUserSecret }: Credentials): Credentials {
  for (const [name, value] of Object.entries({ partnerUserID, partnerUserSecret })) {
    if (typeof value !== 'string' || value === '')
      throw new TypeError(`credentials.${name} is missing; see https://www.expensify.com/tools/integrations/.`);
  }
  return { partnerUserID, partnerUserSecret };
}
