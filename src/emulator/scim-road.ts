import { scimError } from '../protocol/scim/answers.js';
import { SCIM_PATH } from '../protocol/scim/operations.js';
import type { Work } from '../runtime/slices.js';
import type { Parts } from './parts.js';
import type { ScimContext, ScimResult } from './scim/operation.js';
import { requestBase, tokenOf } from './scim/request.js';
import { type Route, routeOf } from './scim/routes.js';
import { settingsOf, whyNotSetUp } from './scim/settings.js';
import type { DomainPlace } from './scim/tokens.js';
import type { WireRequest } from './wire/message.js';

/** The route of a request, with its query. */
export interface AskedOfScim extends Route {
  readonly query: URLSearchParams;
}

/** Throws `unknown-path` and `method-not-allowed`. */
export function askedOf({ method, url }: WireRequest): AskedOfScim {
  const [path = '', query = ''] = url.slice(SCIM_PATH.length).split(/\?(.*)/s);
  return { ...routeOf(method, path), query: new URLSearchParams(query) };
}

/** The domain of a request's token. `found` is called even if the domain is not set up. Throws `unauthorized` and `not-set-up`. */
export function domainOf({ scim }: Parts, request: WireRequest, found: (place: DomainPlace) => void = () => {}): DomainPlace {
  const token = tokenOf(request);
  const place = token === '' ? undefined : scim.tokens.find(token);
  if (place === undefined) throw scimError('unauthorized', {}, { 'www-authenticate': 'Bearer' });
  found(place);
  const reason = whyNotSetUp(settingsOf(place.domain, scim.options));
  if (reason !== undefined) throw scimError('not-set-up', { domain: place.domain.domain, reason });
  return place;
}

/** Runs an operation, which commits through `commit`. The domain is looked up when the operation begins. Throws ScimError. */
export function* runScim(
  { scim }: Parts,
  placeOf: () => DomainPlace,
  request: WireRequest,
  { operation, id, query }: AskedOfScim,
  notes: Pick<ScimContext, 'commit' | 'ignored'>,
): Work<ScimResult> {
  const { company, domain } = placeOf();
  const { isFull } = scim.options;
  const scope = { company, domain: isFull ? undefined : domain.domain };
  const outcome = operation.run({ request, company, scope, id, query, base: requestBase(request), isFull, ...notes });
  return 'next' in outcome ? yield* outcome : outcome;
}
