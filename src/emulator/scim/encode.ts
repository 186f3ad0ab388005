import type { ScimError } from '../../protocol/scim/answers.js';
import { SCIM_SCHEMAS } from '../../protocol/scim/operations.js';
import type { WireResponse } from '../wire/message.js';

export const SCIM_CONTENT_TYPE = 'application/scim+json;charset=utf-8';

/** Every response says that the endpoint is assumed, so that nobody takes it for Expensify's. */
export const SCIM_NOTICE = {
  'x-emulator-scim': "assumed: Expensify publishes no SCIM specification; modelled on Okta's documented client",
};

export function encodeScim(status: number, body: object, headers: Readonly<Record<string, string>> = {}): WireResponse {
  return { status, headers: { 'content-type': SCIM_CONTENT_TYPE, ...SCIM_NOTICE, ...headers }, body: JSON.stringify(body) };
}

/** The Error schema (RFC 7644, section 3.12), in which the status is a string. */
export function encodeScimError({ message, answered, answer, headers }: ScimError): WireResponse {
  const { scimType } = answer;
  const { responseCode: status } = answered;
  const body = { schemas: [SCIM_SCHEMAS.error], ...(scimType !== undefined && { scimType }), detail: message, status: String(status) };
  return encodeScim(status, body, headers);
}

/** The error of a fault, which chooses the status and the detail. */
export function encodeScimFault(status: number, detail: string, headers: Readonly<Record<string, string>>): WireResponse {
  return encodeScim(status, { schemas: [SCIM_SCHEMAS.error], detail, status: String(status) }, headers);
}
