import { toAnswered } from '../protocol/evidence.js';
import { ScimError, scimAnswerID, scimAnswers, scimError } from '../protocol/scim/answers.js';
import { ANY_SCIM_OPERATION } from '../protocol/scim/operations.js';
import { decodeUtf8 } from '../runtime/bytes.js';
import { atOnce, inSlices } from '../runtime/slices.js';
import { messageOf } from '../util/error-message.js';
import { inTurn } from './change-company.js';
import { closeExchange, noteAnswer } from './exchange.js';
import { faultAfter } from './faults/apply.js';
import { injectFault } from './inject-fault.js';
import { type OpenExchange, openExchange } from './open-exchange.js';
import type { Parts } from './parts.js';
import { encodeScim, encodeScimError } from './scim/encode.js';
import { scimFault } from './scim/fault.js';
import { domainKey } from './scim/rate-limit.js';
import { MAX_SCIM_BODY } from './scim/read-body.js';
import type { DomainPlace } from './scim/tokens.js';
import { userByID } from './scim/users.js';
import { type AskedOfScim, askedOf, domainOf, runScim } from './scim-road.js';
import { secretsOfScim } from './secrets-of-scim.js';
import { plainText, type WireRequest, type WireResponse } from './wire/message.js';
import { describeChanges } from './world/changes.js';

const IS_OFF = plainText(404, 'Not found: SCIM is off. Start the emulator with --scim, or set oktaSCIM: true for a domain in the seed.');

/** `handle` for the SCIM endpoint. Never rejects: this is the only place where a thrown error becomes a SCIM Error. */
export async function handleScim(parts: Parts, request: WireRequest): Promise<WireResponse> {
  const exchange = openExchange(request);
  exchange.job = ANY_SCIM_OPERATION;
  exchange.bodyText = decodeUtf8(request.body.subarray(0, MAX_SCIM_BODY));
  Object.assign(exchange, secretsOfScim(request, exchange.bodyText, parts.scim.tokens));
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
  noteAnswer(exchange, shown.answered);
  return encodeScimError(shown);
}

/** The steps of a request: authenticate, rate limit, route, fault before, run, encode. */
async function answer(parts: Parts, exchange: OpenExchange): Promise<WireResponse> {
  const { request } = exchange;
  const place = placeOf(parts, exchange);
  const { company } = place;
  parts.scim.rateLimit.check(domainKey(place), parts.clock.now());

  const asked = askedOf(request);
  const { name } = asked.operation;
  exchange.job = name;
  exchange.user = userByID({ company, domain: undefined }, asked.id)?.email;

  const fault = await parts.faultCounter.next(name, company.id);
  const early = fault && (await injectFault(exchange, fault, scimFault));
  return early ?? run(parts, exchange, asked);
}

async function run(parts: Parts, exchange: OpenExchange, asked: AskedOfScim): Promise<WireResponse> {
  // The world may have been replaced during the delay of a fault, or while waiting for another change.
  const place = (): DomainPlace => placeOf(parts, exchange);
  const work = runScim(parts, place, exchange.request, asked, {
    commit: (transaction) => {
      exchange.changes = atOnce(describeChanges(transaction));
      parts.world.commit(transaction, exchange.cause);
      if (parts.stateProblem() !== undefined) exchange.advise('state-not-saved');
    },
    ignored: (attribute) => exchange.advise('scim-attribute-ignored', attribute),
  });
  // A change during a long job would make the job start over and finally run without pauses.
  const result = await (asked.operation.writes === true ? inTurn(place, work) : inSlices(work));
  const answered = scimAnswers[result.answer];
  noteAnswer(exchange, toAnswered(scimAnswerID(result.answer), answered));
  return encodeScim(answered.responseCode, result.body, result.headers);
}

/** The domain of the token, which the journal shows. Throws `unauthorized` and `not-set-up`. */
function placeOf(parts: Parts, exchange: OpenExchange): DomainPlace {
  return domainOf(parts, exchange.request, ({ company, domain }) => {
    exchange.company = company.id;
    exchange.domain = domain.domain;
  });
}
