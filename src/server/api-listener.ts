import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { WireRequest, WireResponse } from '../emulator/wire/message.js';
import type { Soon } from '../runtime/soon.js';
import { createAnswerRequest } from './answer-requests.js';
import { BodyBudget } from './body-budget.js';

export interface ApiListenerOptions {
  /** Bytes. */
  readonly bodyLimit: number;
  /** The limit for all bodies together. Default: 64 MiB. */
  readonly budget?: BodyBudget;
  /** A socket without traffic is closed after this many ms, unless it is waiting for us. */
  readonly idleTimeoutMs: number;
}

export const API_LISTENER_DEFAULTS = { idleTimeoutMs: 30_000 } as const;

const HEADERS_TIMEOUT_MS = 10_000;
/** For a whole request, including the body. */
const REQUEST_TIMEOUT_MS = 120_000;
const MAX_CONNECTIONS = 4096;

const NOT_HTTP = { status: '400 Bad Request', sentence: 'This is not an HTTP request.' };
/** Responses to the other errors that Node's parser reports. */
const REFUSALS: Readonly<Record<string, { readonly status: string; readonly sentence: string }>> = {
  HPE_HEADER_OVERFLOW: { status: '431 Request Header Fields Too Large', sentence: 'The URL or the headers are too long.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', sentence: 'The request took too long to arrive.' },
};

/** The latest request of a connection, and its response. */
interface Last {
  request: IncomingMessage;
  response: ServerResponse;
}

/** The server for the API. It uses node:http without a framework, because every request passes through it. */
export function createApiListener(handle: (request: WireRequest) => Soon<WireResponse>, options: ApiListenerOptions): Server {
  const busy = new Set<Socket>();
  const broken = new WeakSet<Socket>();
  const last = new WeakMap<Socket, Last>();
  const server = createServer(
    // `connectionsCheckingInterval` is how often Node checks the two timeouts.
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: 1000, keepAliveTimeout: 5000 },
    (request, response) => {
      const { socket } = request;
      const known = last.get(socket);
      // One object a connection: an entry of a WeakMap for each request would make collections of garbage slower.
      if (known === undefined) last.set(socket, { request, response });
      else {
        known.request = request;
        known.response = response;
      }
      answer(request, response).catch(() => response.destroy());
    },
  );
  const { bodyLimit, budget = new BodyBudget() } = options;
  const answer = createAnswerRequest(handle, { bodyLimit, budget, busy, isClosing: (socket) => !server.listening || broken.has(socket) });
  server.maxConnections = MAX_CONNECTIONS;
  // Node leaves closing the socket to us once there is a listener.
  server.setTimeout(options.idleTimeoutMs, (socket) => {
    if (!busy.has(socket)) socket.destroy();
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const { status, sentence } = REFUSALS[error.code ?? ''] ?? NOT_HTTP;
    // An error after a valid request must not replace the response to that request.
    const { request, response } = last.get(socket) ?? {};
    if (request?.complete === true && response?.writableEnded === false) broken.add(socket);
    else if (!socket.writable) socket.destroy();
    // `end` alone would leave the connection open forever if the client never ends its side.
    else socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: text/plain\r\n\r\n${sentence}\n`, () => socket.destroy());
  });
  return server;
}
