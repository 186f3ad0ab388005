import { wireError } from '../protocol/wire-answers.js';
import { inSlices } from '../runtime/slices.js';
import { type Soon, whenReady } from '../runtime/soon.js';
import { adviseOnJob, adviseOnMisspelling } from './advisories/advise-on-job.js';
import { closeExchange, noteAnswer, toErrorResponse } from './exchange.js';
import { faultAfter, faultBefore } from './faults/apply.js';
import type { FaultEffect } from './faults/faults.js';
import type { JobContext, JobResult, RunnableJob } from './implement.js';
import { injectFault } from './inject-fault.js';
import { looseSecrets } from './loose-secrets.js';
import { type OpenExchange, openExchange } from './open-exchange.js';
import type { Parts } from './parts.js';
import { secretFields } from './read-job.js';
import { readRequest } from './read-request.js';
import { resolveJob } from './resolve-job.js';
import { createStanding } from './standing.js';
import { refuseRoute } from './wire/decode.js';
import { encodeLongSuccess, encodeSuccess } from './wire/encode.js';
import type { WireRequest, WireResponse } from './wire/message.js';

/**
 * One request, one response, one journal entry. Never throws or rejects: this is the only place where a thrown error becomes a
 * response. Returns a promise only if the job or a fault waits for something.
 */
export function handle(parts: Parts, request: WireRequest): Soon<WireResponse> {
  const exchange = openExchange(request);
  const close = (response: WireResponse): WireResponse =>
    closeExchange(parts, exchange, exchange.fault === undefined ? response : faultAfter(exchange.fault, response));
  let response: Soon<WireResponse>;
  try {
    const refusal = request.refusal ?? refuseRoute(request);
    if (refusal !== undefined) exchange.secrets = secretsOfURL(request.url, parts);
    response = refusal ?? answer(parts, exchange);
  } catch (error) {
    response = toErrorResponse(exchange, error);
  }
  if (!(response instanceof Promise)) return close(response);
  return response.catch((error: unknown) => toErrorResponse(exchange, error)).then(close);
}

/** For a request that was sent to the wrong URL, such as a SCIM request with a wrong base URL. */
function secretsOfURL(url: string, { scim }: Parts): string[] {
  const [, query = ''] = url.split(/\?(.*)/s);
  return [...looseSecrets([url]), ...secretFields(new Map(new URLSearchParams(query))), ...scim.tokens.within(url)];
}

/** The steps of a request: read, authenticate, rate limit, resolve, fault before, run, encode. */
function answer(parts: Parts, exchange: OpenExchange): Soon<WireResponse> {
  const { advise } = exchange;
  const { fields, isMultipart, job } = readRequest(parts.recentRequests, exchange);
  adviseOnMisspelling(job, advise);
  const standing = createStanding(parts, job, exchange);
  const { company, credential } = standing();
  exchange.pair = credential.partnerUserID;
  parts.rateLimit.check(credential.partnerUserID, parts.clock.now(), advise);

  const { name, runnable } = resolveJob(job, parts.jobs, advise);
  exchange.job = name;

  const run = (): Soon<WireResponse> => {
    if (runnable === undefined) {
      advise('not-implemented', name);
      throw wireError('not-implemented', { job: name });
    }
    adviseOnJob(runnable.definition, job, fields, advise);
    const noteChanges: JobContext['noteChanges'] = (noted) => {
      exchange.changes = noted;
      if (parts.stateProblem() !== undefined) advise('state-not-saved');
    };
    const { company: current, account } = standing();
    const { cause } = exchange;
    const result = runnable.run(job, { parts, company: current, account, standing, fields, isMultipart, advise, noteChanges, cause });
    return whenReady(result, (done) => encode(exchange, runnable, done));
  };
  const fault = parts.faultCounter.next(name, company.id);
  return fault === undefined ? run() : runWithFault(exchange, fault, run);
}

function runWithFault(exchange: OpenExchange, counted: Soon<FaultEffect | undefined>, run: () => Soon<WireResponse>): Soon<WireResponse> {
  return whenReady(counted, (fault) =>
    fault === undefined ? run() : injectFault(exchange, fault, faultBefore).then((early) => early ?? run()),
  );
}

function encode(exchange: OpenExchange, runnable: RunnableJob, result: JobResult): Soon<WireResponse> {
  const { answered } = result;
  noteAnswer(exchange, answered);
  const { fault } = exchange;
  const shown = fault === undefined ? result : { ...result, body: runnable.spoil(result.body, fault) };
  return result.isLong ? inSlices(encodeLongSuccess(shown, answered.responseCode)) : encodeSuccess(shown, answered.responseCode);
}
