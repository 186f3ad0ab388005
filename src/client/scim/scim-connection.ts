import type { Sending } from '../connection.js';
import { readURL } from '../read-url.js';

/** The SCIM service. Expensify has not published its URL: see `deactivateUser`. */
export interface ScimOptions {
  /**
   * The SCIM base URL, with or without a slash at the end. `/scim/v2` is added to a URL without a path.
   * @example 'http://127.0.0.1:4310/scim/v2'
   */
  readonly url: string;
  /** The domain's SCIM token. It is sent as `Authorization: Bearer …`. */
  readonly token: string;
}

/** The settings that all SCIM calls of a client share. */
export interface ScimConnection extends Sending {
  /** As the caller wrote it; see `scimBase`. */
  readonly url: string;
  readonly token: string;
}

/** Checks the option `scim`. Throws TypeError whose message never contains the token. */
export function readScimOptions({ url, token }: ScimOptions): ScimOptions {
  const { href, search, hash } = readURL('scim.url', url);
  // The path of a resource is appended.
  if (search + hash !== '') throw new TypeError('scim.url must not contain a query or fragment.');
  return { url: href, token: cleanToken(token) };
}

function cleanToken(token: string): string {
  // A token read from a file ends in a line break, and one copied from a header starts with its scheme.
  const clean = typeof token === 'string' ? token.trim().replace(/^Bearer\s+/i, '') : '';
  if (clean === '') throw new TypeError('scim.token is missing. Pass the SCIM token of the domain.');
  // `fetch` refuses such a header, and its error quotes it.
  if (!/^[\x21-\x7e]+$/.test(clean)) throw new TypeError('scim.token contains a character that a token cannot have. Copy it again.');
  return clean;
}
