import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { WireRequest, WireResponse } from '../emulator/wire/message.js';
import { createAnswerRequest } from './answer-requests.js';
import { BodyBudget } from './body-budget.js';

export interface ApiListenerOptions {
  /** Bytes. */
  readonly bodyLimit: number;
  /** What all bodies may hold together. Default: 64 MiB. */
  readonly budget?: BodyBudget;
  /** A socket on which nothing moves is closed after this, in ms, unless it waits for us. */
  readonly idleTimeoutMs: number;
}

export const API_LISTENER_DEFAULTS = { idleTimeoutMs: 30_000 } as const;

const HEADERS_TIMEOUT_MS = 10_000;
/** A whole request, body included. */
const REQUEST_TIMEOUT_MS = 120_000;
const MAX_CONNECTIONS = 4096;

const NOT_HTTP = { status: '400 Bad Request', sentence: 'Not HTTP.' };
/** What Node's parser stops at, beside what is no HTTP. */
const REFUSALS: Readonly<Record<string, { readonly status: string; readonly sentence: string }>> = {
  HPE_HEADER_OVERFLOW: { status: '431 Request Header Fields Too Large', sentence: 'The URL or the headers are too long.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', sentence: 'The request did not come in time.' },
};

/** The hot door: node:http straight to the spine, without a framework in between. */
export function createApiListener(handle: (request: WireRequest) => Promise<WireResponse>, options: ApiListenerOptions): Server {
  const busy = new Set<Socket>();
  const broken = new WeakSet<Socket>();
  const last = new WeakMap<Socket, { readonly request: IncomingMessage; readonly response: ServerResponse }>();
  const server = createServer(
    // `connectionsCheckingInterval` is how often Node looks at the two timeouts.
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: 1000, keepAliveTimeout: 5000 },
    (request, response) => {
      last.set(request.socket, { request, response });
      answer(request, response).catch(() => response.destroy());
    },
  );
  const { bodyLimit, budget = new BodyBudget() } = options;
  const answer = createAnswerRequest(handle, { bodyLimit, budget, busy, isClosing: (socket) => !server.listening || broken.has(socket) });
  server.maxConnections = MAX_CONNECTIONS;
  // With a listener of its own, Node leaves the closing to it.
  server.setTimeout(options.idleTimeoutMs, (socket) => {
    if (!busy.has(socket)) socket.destroy();
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const { status, sentence } = REFUSALS[error.code ?? ''] ?? NOT_HTTP;
    // What follows a request that is being answered must not take the place of its answer.
    const { request, response } = last.get(socket) ?? {};
    if (request?.complete === true && response?.writableEnded === false) broken.add(socket);
    else if (!socket.writable) socket.destroy();
    // Ending alone would leave a client that never ends its side connected for good.
    else socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: text/plain\r\n\r\n${sentence}\n`, () => socket.destroy());
  });
  return server;
}
