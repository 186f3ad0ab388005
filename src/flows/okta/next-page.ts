import { CardError } from '../engine/errors.js';
import type { OktaAnswer, OktaSource } from './source.js';

const LINK = /<([^<>]{1,4000})>([^<]{0,200})/g;
const MAX_HEADER = 20_000;

/**
 * The path of the next page from the Link header (RFC 8288), which Okta uses for lists; undefined on the last page.
 * Throws CardError for a page on another host, because the request would send the token there.
 * @example nextPage({ headers: { link: '<https://acme.okta.com/api/v1/users?after=00u9>; rel="next"' } }, source) // '/api/v1/users?after=00u9'
 */
export function nextPage({ headers }: Pick<OktaAnswer, 'headers'>, { origin }: Pick<OktaSource, 'origin'>): string | undefined {
  for (const [, address = '', parameters = ''] of (headers.link ?? '').slice(0, MAX_HEADER).matchAll(LINK)) {
    if (!/;\s*rel="?next"?/i.test(parameters)) continue;
    if (!URL.canParse(address, origin)) throw new CardError('The Link header of the list has an invalid URL for the next page.');
    const url = new URL(address, origin);
    if (url.origin !== origin)
      throw new CardError(`The next page of the list is at ${url.host} instead of ${new URL(origin).host}. It was not requested.`);
    return url.pathname + url.search;
  }
  return undefined;
}
