import { scimBase } from '../../../protocol/scim/scim-base.js';
import { shownURL } from '../../../util/redact/shown-url.js';
import { FlowInputError } from '../../problem.js';

/**
 * The base URL of a SCIM service, without a trailing slash. A URL without a path gets `/scim/v2`. Throws FlowInputError, whose
 * message contains nothing that may be a secret.
 * @example scimBaseOf('http://127.0.0.1:4310') // 'http://127.0.0.1:4310/scim/v2'
 */
export function scimBaseOf(text: string): string {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    throw new FlowInputError(`The SCIM URL '${shownURL(text)}' is not an http or https URL, such as http://127.0.0.1:4310/scim/v2.`);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw new FlowInputError('The SCIM URL must not contain a user name or a password.');
  if (url.search !== '' || url.hash !== '')
    throw new FlowInputError(`The SCIM URL must not have a query or a fragment: use ${url.origin}${url.pathname}.`);
  return scimBase(text);
}

/** Throws FlowInputError for a token that can't be sent in a header; the message does not show the token. */
export function assertScimToken(token: string): void {
  if (!/^[\x21-\x7e]{1,4096}$/.test(token))
    throw new FlowInputError('The SCIM token is empty or contains characters that are not allowed in a header.');
}
