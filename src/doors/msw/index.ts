import { HttpResponse, http, type RequestHandler } from 'msw';
import { ENDPOINT_PATH, LIVE_BASE_URL } from '../../protocol/endpoint.js';

/** What the handlers need of an emulator. */
export interface Answering {
  readonly fetch: typeof fetch;
  readonly endpoint: string;
}

export interface HandlerOptions {
  /** The address whose requests are answered. Default: the real service's. */
  readonly url?: string;
}

/**
 * Request handlers for msw 2 and 3, in Node and in a page: whatever the code under test sends to the Integration
 * Server, the emulator answers. A fault that cuts the connection becomes a network error.
 * @example setupServer(...handlers(await createEmulator({ listen: false })))
 */
export function handlers(emulator: Answering, { url = LIVE_BASE_URL + ENDPOINT_PATH }: HandlerOptions = {}): RequestHandler[] {
  return [
    http.all(url, async ({ request }) => {
      const target = new URL(emulator.endpoint);
      target.search = new URL(request.url).search;
      const { method, headers, signal } = request;
      // A Request cannot be given a new address without its body being streamed, which Safari and Firefox do not do.
      const body = method === 'GET' || method === 'HEAD' ? undefined : await request.arrayBuffer();
      try {
        return await emulator.fetch(target, { method, headers, signal, ...(body !== undefined && { body }) });
      } catch (error) {
        if (error instanceof TypeError) return HttpResponse.error();
        throw error;
      }
    }),
  ];
}
