import { faultBefore } from '../faults/apply.js';
import type { FaultEffect } from '../faults/faults.js';
import type { WireResponse } from '../wire/message.js';
import { encodeScimFault, SCIM_NOTICE } from './encode.js';

/** The response that a fault gives instead of running the operation; undefined if the operation runs. */
export function scimFault(effect: FaultEffect): WireResponse | undefined {
  const { body, status, responseCode, responseMessage, headers = {}, name } = effect;
  if (body !== undefined) return noticed(faultBefore(effect));
  const code = status ?? responseCode;
  if (code === undefined) return undefined;
  // Not every responseCode of the Integration Server is an HTTP status.
  return encodeScimFault(code >= 200 && code <= 599 ? code : 500, responseMessage ?? `Injected by the fault ${name}.`, headers);
}

/** A fault with its own body is still a response of this endpoint. */
function noticed(response: WireResponse | undefined): WireResponse | undefined {
  return response && { ...response, headers: { ...SCIM_NOTICE, ...response.headers } };
}
