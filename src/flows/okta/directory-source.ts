import { decodedSegment } from '../../util/decoded-segment.js';
import type { PlainAnswer, Route } from './answers.js';
import { APP_ROUTES } from './app-routes.js';
import type { OktaDirectory } from './directory.js';
import { GROUP_ROUTES } from './group-routes.js';
import type { OktaAnswer, OktaRequest, OktaSource } from './source.js';
import { USER_ROUTES } from './user-routes.js';

/** The requests that a file of users can answer. */
export const ROUTES: readonly Route[] = [...USER_ROUTES, ...GROUP_ROUTES, ...APP_ROUTES];
/** Not a real org: `example` is the name in Okta's documentation. */
const ORIGIN = 'https://example.okta.com';
const MOST_OF_A_PAGE = 10_000;

/**
 * Implements the Okta API with the users, groups and applications of a run; lists come in pages with a Link header.
 * @example await directorySource(directory, () => '2026-01-31T09:00:00Z').answer({ method: 'GET', path: '/api/v1/users/00u1' }, sender)
 */
export function directorySource(directory: OktaDirectory, now: () => string): OktaSource {
  return {
    origin: ORIGIN,
    // Each page filters all users again, so small pages would take a minute for 100,000 users.
    mostOfAPage: MOST_OF_A_PAGE,
    answer: async (request) => answer(directory, now(), request),
    hint: ({ status }) =>
      status === 404 && directory.users().length === 0
        ? '. No Okta users were provided. Pass a file with --users, or write users: in a cases file.'
        : '',
  };
}

function answer(directory: OktaDirectory, now: string, { method, path, body }: OktaRequest): OktaAnswer | undefined {
  const url = new URL(path, ORIGIN);
  // Parameters for counts and similar data that a directory does not have. Ignoring them would make the response look complete.
  if (url.searchParams.has('expand')) return undefined;
  for (const route of ROUTES) {
    const match = route.method === method ? route.path.exec(url.pathname) : null;
    if (match === null) continue;
    const names = match.slice(1).map(decodedSegment);
    const plain = route.respond({ directory, names, query: url.searchParams, body, now });
    return plain && paged(plain, url, route.page);
  }
  return undefined;
}

/** The cursor of the API is opaque; here it is a position in the list. */
function paged({ status, body }: PlainAnswer, url: URL, page: number | undefined): OktaAnswer {
  if (page === undefined || !Array.isArray(body)) return { status, headers: {}, body };
  const limit = Math.min(MOST_OF_A_PAGE, Math.max(1, Number(url.searchParams.get('limit')) || page));
  const from = Math.max(0, Number(url.searchParams.get('after')) || 0);
  if (from + limit >= body.length) return { status, headers: {}, body: body.slice(from) };
  const next = new URL(url);
  next.searchParams.set('after', String(from + limit));
  next.searchParams.set('limit', String(limit));
  return { status, headers: { link: `<${url.href}>; rel="self", <${next.href}>; rel="next"` }, body: body.slice(from, from + limit) };
}
