import { definedJobs } from '../jobs/catalogue.js';
import { isScimURL } from '../protocol/scim/operations.js';
import { isObject } from '../util/is-object.js';
import type { Received } from './check.js';
import { BYTE_ORDER_MARK, readMarkedJson } from './marked-json.js';
import type { Expectation } from './schema.js';

/** Returns the problems of one response of a session, one sentence each. `path` is the path of the request, if it has one. */
export type CheckEvery = (received: Received | undefined, expected: Expectation | undefined, path?: string) => string[];

/**
 * Checks that apply to every response of a session, so that interactions do not repeat them. The content type is not checked for a live
 * service, which is known to send JSON with several content types.
 * @example const checkEvery = createCheckEvery(false); checkEvery(received, then) // []
 */
export function createCheckEvery(isLive: boolean): CheckEvery {
  const requestIDs = new Set<string>();
  return (received, expected, path = '') => {
    if (received === undefined) return [];
    const body = readMarkedJson(received.text);
    return [
      ...(received.text.startsWith(BYTE_ORDER_MARK) ? ['the response starts with a byte order mark, which JSON parsers reject'] : []),
      ...(isLive || body === undefined ? [] : checkContentType(received, expected, path)),
      ...checkRequestID(body, requestIDs),
    ];
  };
}

/** JSON is application/json, and application/scim+json from SCIM, unless the interaction expects another. */
function checkContentType({ headers }: Received, expected: Expectation | undefined, path: string): string[] {
  if (expected?.contentType !== undefined || expected?.headers['content-type'] !== undefined) return [];
  const wanted = isScimURL(path) ? 'application/scim+json;charset=utf-8' : 'application/json';
  const type = headers.get('content-type');
  return type === wanted ? [] : [`header content-type expected ${JSON.stringify(wanted)} for a JSON response, got ${JSON.stringify(type)}`];
}

const dryRunKeys = definedJobs.flatMap(({ dryRunKey }) => dryRunKey ?? []);

/** Two updates never have the same requestID. A dry run is not an update. */
function checkRequestID(body: unknown, seen: Set<string>): string[] {
  if (!isObject(body) || typeof body.requestID !== 'string' || dryRunKeys.some((key) => body[key] === true)) return [];
  const { requestID } = body;
  if (seen.has(requestID)) return [`the requestID ${requestID} was already used by an earlier update`];
  seen.add(requestID);
  return [];
}
