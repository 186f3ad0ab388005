import type { IncomingMessage, ServerResponse } from 'node:http';
import { DEFAULT_BODY_LIMIT, tooLarge } from '../fetch-door.js';
import { ENDPOINT_PATH, type WireRequest, type WireResponse } from '../wire/message.js';
import { BodyGate, readBody } from './read-body.js';

/** What the handler needs of an emulator. */
export interface Answering {
  handle(request: WireRequest): Promise<WireResponse>;
}

export type ExpressHandler = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/**
 * Mounts an emulator in an Express or Connect app, before any body parser. Requests for other paths go on to `next`.
 * @example app.use(expressHandler(emulator))
 */
export function expressHandler(emulator: Answering, options: { readonly bodyLimit?: number } = {}): ExpressHandler {
  const gate = new BodyGate(8);
  const limit = options.bodyLimit ?? DEFAULT_BODY_LIMIT;
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const read = await readBody(request, limit, gate);
    if (read.kind === 'gone') return;
    if (read.kind === 'too-large') return send(response, tooLarge(limit));
    const { method = 'GET', url = '/', headers } = request;
    try {
      send(response, await emulator.handle({ method, url, headers, body: read.body }));
    } finally {
      read.release();
    }
  };
  return (request, response, next) => {
    if (request.url?.split('?', 1)[0] === ENDPOINT_PATH) serve(request, response).catch(next);
    else next();
  };
}

function send(response: ServerResponse, answer: WireResponse): void {
  if (answer.isReset) {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}
