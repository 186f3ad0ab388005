import type { Credentials } from '../protocol/credentials.js';
import { dryRunOf } from './safe-to-send.js';
import type { InteractionRequest } from './schema.js';

/** The credentials that a target has. */
export type Pairs = Readonly<Record<'default' | 'manager', Credentials>>;

/** A request in the form that `fetch` accepts. */
export interface BuiltRequest {
  readonly url: string;
  readonly init: RequestInit;
}

const JOB = 'requestJobDescription';

/** Turns a contract's request (templates filled) into bytes. `forceDryRun` is set for a live service. */
export function buildRequest(request: InteractionRequest, endpoint: string, pairs: Pairs, forceDryRun: boolean): BuiltRequest {
  const url = request.path === undefined ? endpoint : new URL(request.path, endpoint).href;
  const fields = fieldsOf(request, pairs, forceDryRun);
  const { method, headers } = request;
  switch (request.encoding) {
    case 'query': {
      const query = new URLSearchParams(fields).toString();
      return {
        url: query === '' ? url : `${url}?${query}`,
        init: { method, headers, ...(request.body !== undefined && { body: request.body }) },
      };
    }
    case 'multipart': {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      return { url, init: { method, headers, body: form } };
    }
    case 'raw': {
      const body = request.json === undefined ? request.body : JSON.stringify(request.json);
      return { url, init: { method, headers, ...(body !== undefined && { body }) } };
    }
    default:
      return {
        url,
        init: {
          method,
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
          ...(method !== 'GET' && { body: new URLSearchParams(fields).toString() }),
        },
      };
  }
}

/** The form fields of a request, as strings. `forceDryRun` as above. */
export function fieldsOf({ job, credentials, fields }: InteractionRequest, pairs: Pairs, forceDryRun: boolean): Record<string, string> {
  const all: Record<string, string> = {};
  if (typeof job === 'string') all[JOB] = job;
  else if (job !== undefined)
    all[JOB] = JSON.stringify({
      ...job,
      ...withCredentials(job, credentials, pairs),
      ...(forceDryRun && dryRunOf(job)),
    });
  for (const [name, value] of Object.entries(fields)) all[name] = typeof value === 'string' ? value : JSON.stringify(value);
  return all;
}

/** Other credentials in the job, such as feed passwords, are kept. */
function withCredentials(job: Readonly<Record<string, unknown>>, whose: InteractionRequest['credentials'], pairs: Pairs): object {
  if (whose === 'none') return {};
  const own = typeof job.credentials === 'object' && job.credentials !== null ? job.credentials : {};
  const pair = whose === 'wrong' ? { ...pairs.default, partnerUserSecret: 'this-is-not-the-secret' } : pairs[whose];
  return { credentials: { ...pair, ...own } };
}
