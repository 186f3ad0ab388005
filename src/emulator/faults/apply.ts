import type { Answered } from '../../protocol/evidence.js';
import { encodeError } from '../wire/encode.js';
import type { WireResponse } from '../wire/message.js';
import type { FaultEffect } from './faults.js';

/** The response that a fault sends instead of running the job. Undefined if it lets the job run. */
export function faultBefore(effect: FaultEffect): WireResponse | undefined {
  const { responseCode, responseMessage = '', status, headers = {}, body, contentType } = effect;
  if (body !== undefined) {
    return { status: status ?? 200, headers: { 'content-type': contentType ?? 'text/plain;charset=utf-8', ...headers }, body };
  }
  if (responseCode === undefined && status === undefined) return undefined;
  const response = encodeError(responseMessage, responseCode ?? status ?? 500, { status: status ?? 200, headers });
  return contentType === undefined ? response : withContentType(response, contentType);
}

/** The name under which the journal lists the response of a fault. Undefined for a response without an envelope. */
export function faultAnswer({ name, evidence, responseCode, body }: FaultEffect): Answered | undefined {
  return responseCode === undefined || body !== undefined ? undefined : { id: `fault/${name}`, evidence, responseCode };
}

/** What a fault does to the response of a job that has run. */
export function faultAfter(effect: FaultEffect, response: WireResponse): WireResponse {
  const typed = effect.contentType === undefined ? response : withContentType(response, effect.contentType);
  switch (effect.mangle) {
    case 'reset':
      return { ...typed, isReset: true };
    case 'empty':
      return { ...typed, body: '' };
    case 'truncate':
      return { ...typed, body: typed.body.slice(0, Math.floor(typed.body.length / 2)) };
    default:
      return typed;
  }
}

function withContentType(response: WireResponse, contentType: string): WireResponse {
  return { ...response, headers: { ...response.headers, 'content-type': contentType } };
}
