import { toAnswered } from '../protocol/evidence.js';
import { ScimError, scimAnswerID, scimAnswers, scimError } from '../protocol/scim/answers.js';
import { ANY_SCIM_OPERATION, SCIM_PATH } from '../protocol/scim/operations.js';
import { decodeUtf8 } from '../runtime/bytes.js';
import { atOnce, inSlices } from '../runtime/slices.js';
import { sleep } from '../runtime/timer.js';
import { messageOf } from '../util/error-message.js';
import { closeExchange } from './exchange.js';
import { faultAfter } from './faults/apply.js';
import { type OpenExchange, openExchange } from './open-exchange.js';
import type { Parts } from './parts.js';
import { encodeScim, encodeScimError } from './scim/encode.js';
import { scimFault } from './scim/fault.js';
import { MAX_SCIM_BODY } from './scim/read-body.js';
import { requestBase, tokenOf } from './scim/request.js';
import { routeOf } from './scim/routes.js';
import { settingsOf, whyNotSetUp } from './scim/settings.js';
import type { DomainPlace } from './scim/tokens.js';
import { plainText, type WireRequest, type WireResponse } from './wire/message.js';
import { describeChanges } from './world/changes.js';

const IS_OFF = plainText(404, 'Not found: SCIM is off. Start the emulator with --scim, or give a domain of the seed oktaSCIM: true.');

/** `handle` for the SCIM endpoint. Never rejects: what is thrown becomes an Error of SCIM here and nowhere else. */
export async function handleScim(parts: Parts, request: WireRequest): Promise<WireResponse> {
  const exchange = openExchange(request);
  exchange.job = ANY_SCIM_OPERATION;
  exchange.isReadable = true;
  exchange.secrets = [tokenOf(request)];
  exchange.bodyText = decodeUtf8(request.body.subarray(0, MAX_SCIM_BODY));
  let response: WireResponse;
  try {
    response = parts.scim.isServed() ? await answer(parts, exchange) : IS_OFF;
  } catch (error) {
    response = toErrorResponse(exchange, error);
  }
  return closeExchange(parts, exchange, exchange.fault === undefined ? response : faultAfter(exchange.fault, response));
}

function toErrorResponse(exchange: OpenExchange, error: unknown): WireResponse {
  const shown = error instanceof ScimError ? error : scimError('internal-error', { problem: messageOf(error) });
  note(exchange, shown.answered);
  return encodeScimError(shown);
}

function note(exchange: OpenExchange, answered: OpenExchange['answered']): void {
  exchange.answered = answered;
  if (answered?.assumed !== undefined) exchange.advise('assumed-answer', answered.assumed);
}

/** The road: authenticate, rate limit, route, fault before, run, encode. */
async function answer(parts: Parts, exchange: OpenExchange): Promise<WireResponse> {
  const { request } = exchange;
  const { company, domain } = domainOf(parts, exchange);
  parts.scim.rateLimit.check(`${company.id}/${domain.domain}`, parts.clock.now());

  const [path = '', query = ''] = request.url.slice(SCIM_PATH.length).split(/\?(.*)/s);
  const { operation, id } = routeOf(request.method, path);
  exchange.job = operation.name;

  const fault = parts.faults.next(operation.name, company.id);
  if (fault !== undefined) {
    exchange.fault = fault;
    exchange.advise('fault-injected', fault.name);
    if (fault.delayMs > 0) await sleep(fault.delayMs);
    const early = scimFault(fault);
    if (early !== undefined) return early;
  }
  return run(parts, exchange, { operation, id, query: new URLSearchParams(query) });
}

type Asked = ReturnType<typeof routeOf> & { readonly query: URLSearchParams };

async function run(parts: Parts, exchange: OpenExchange, { operation, id, query }: Asked): Promise<WireResponse> {
  // A fault may have taken a while, in which the world was replaced.
  const { company, domain } = domainOf(parts, exchange);
  const { isFull } = parts.scim.options;
  const outcome = operation.run({
    request: exchange.request,
    company,
    scope: { company, domain: isFull ? undefined : domain.domain },
    id,
    query,
    base: requestBase(exchange.request),
    isFull,
    commit: (transaction) => {
      exchange.changes = atOnce(describeChanges(transaction));
      parts.world.commit(transaction);
      if (parts.stateProblem() !== undefined) exchange.advise('state-not-saved');
    },
    ignored: (attribute) => exchange.advise('scim-attribute-ignored', attribute),
  });
  const { answer: name, body, headers } = 'next' in outcome ? await inSlices(outcome) : outcome;
  const answered = scimAnswers[name];
  note(exchange, toAnswered(scimAnswerID(name), answered));
  return encodeScim(answered.responseCode, body, headers);
}

/** The domain of the token. Throws `unauthorized` and `not-set-up`. */
function domainOf({ scim }: Parts, exchange: OpenExchange): DomainPlace {
  const token = tokenOf(exchange.request);
  const place = token === '' ? undefined : scim.tokens.find(token);
  if (place === undefined) throw scimError('unauthorized', {}, { 'www-authenticate': 'Bearer' });
  exchange.company = place.company.id;
  const reason = whyNotSetUp(settingsOf(place.domain, scim.options));
  if (reason !== undefined) throw scimError('not-set-up', { domain: place.domain.domain, reason });
  return place;
}
