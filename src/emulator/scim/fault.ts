import { faultBefore } from '../faults/apply.js';
import type { FaultEffect } from '../faults/faults.js';
import type { WireResponse } from '../wire/message.js';
import { encodeScimFault, SCIM_NOTICE } from './encode.js';

/** The response a fault gives instead of running the operation, in the Error schema; undefined when it lets it run. */
export function scimFault(effect: FaultEffect): WireResponse | undefined {
  const { body, status, responseCode, responseMessage, headers = {}, name } = effect;
  if (body !== undefined) return noticed(faultBefore(effect));
  const code = status ?? responseCode;
  if (code === undefined) return undefined;
  // A responseCode of the Integration Server need not be a status of HTTP.
  return encodeScimFault(code >= 200 && code <= 599 ? code : 500, responseMessage ?? `The fault ${name}.`, headers);
}

/** A body of the fault's own is a response of the endpoint all the same. */
function noticed(response: WireResponse | undefined): WireResponse | undefined {
  return response && { ...response, headers: { ...SCIM_NOTICE, ...response.headers } };
}
