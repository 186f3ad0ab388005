import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { WireRequest, WireResponse } from '../wire/message.js';
import { createAnswerRequest } from './answer-requests.js';

export interface ApiListenerOptions {
  /** Bytes. */
  readonly bodyLimit: number;
  /** Bodies over 64 KiB that are read at once; further ones wait. */
  readonly concurrentBodies: number;
  /** A socket on which nothing moves is closed after this, in ms, unless it waits for us. */
  readonly idleTimeoutMs: number;
}

export const API_LISTENER_DEFAULTS = { concurrentBodies: 8, idleTimeoutMs: 30_000 } as const;

const HEADERS_TIMEOUT_MS = 10_000;
/** A whole request, body included. */
const REQUEST_TIMEOUT_MS = 120_000;
const MOST_CONNECTIONS = 4096;

/** The hot door: node:http straight to the spine, without a framework in between. */
export function createApiListener(handle: (request: WireRequest) => Promise<WireResponse>, options: ApiListenerOptions): Server {
  const busy = new Set<Socket>();
  const server = createServer(
    // `connectionsCheckingInterval` is how often Node looks at the two timeouts.
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: 1000, keepAliveTimeout: 5000 },
    (request, response) => {
      answer(request, response).catch(() => response.destroy());
    },
  );
  const answer = createAnswerRequest(handle, { ...options, busy, isClosing: () => !server.listening });
  server.maxConnections = MOST_CONNECTIONS;
  // With a listener of its own, Node leaves the closing to it.
  server.setTimeout(options.idleTimeoutMs, (socket) => {
    if (!busy.has(socket)) socket.destroy();
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-type: text/plain\r\n\r\nNot HTTP.\n');
  });
  return server;
}
