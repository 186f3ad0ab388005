import { HttpResponse, http, type RequestHandler } from 'msw';
import { ENDPOINT_PATH, LIVE_BASE_URL } from '../../protocol/endpoint.js';
import { SCIM_PATH } from '../../protocol/scim/operations.js';

/** The parts of an emulator that the handlers use. */
export interface Answering {
  readonly fetch: typeof fetch;
  readonly endpoint: string;
}

export interface HandlerOptions {
  /** The URL to intercept requests at. Default: the real service's. */
  readonly url?: string;
  /** The base URL to intercept SCIM requests at. Default: none, because Expensify has not published a SCIM URL. */
  readonly scimUrl?: string;
}

/**
 * Request handlers for msw 2 and 3, in Node and in web pages. The emulator responds to everything that the code under test sends
 * to the Integration Server. A fault that cuts the connection becomes a network error.
 * @example setupServer(...handlers(await createEmulator({ listen: false })))
 */
export function handlers(emulator: Answering, { url = LIVE_BASE_URL + ENDPOINT_PATH, scimUrl }: HandlerOptions = {}): RequestHandler[] {
  const jobs = http.all(url, ({ request }) => forward(emulator, request, emulator.endpoint));
  if (scimUrl === undefined) return [jobs];
  const base = scimUrl.replace(/\/$/, '');
  const { pathname } = new URL(base);
  const scim = http.all(`${base}/*`, ({ request }) => {
    const path = SCIM_PATH + new URL(request.url).pathname.slice(pathname.replace(/\/$/, '').length);
    return forward(emulator, request, new URL(path, emulator.endpoint).href);
  });
  return [jobs, scim];
}

async function forward(emulator: Answering, request: Request, address: string): Promise<Response> {
  const target = new URL(address);
  target.search = new URL(request.url).search;
  const { method, headers, signal } = request;
  // A Request can only get a new URL if its body is streamed, which Safari and Firefox do not support.
  const body = method === 'GET' || method === 'HEAD' ? undefined : await request.arrayBuffer();
  try {
    return await emulator.fetch(target, { method, headers, signal, ...(body !== undefined && { body }) });
  } catch (error) {
    if (error instanceof TypeError) return HttpResponse.error();
    throw error;
  }
}
