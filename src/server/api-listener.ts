import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tooLarge } from '../fetch-door.js';
import type { WireRequest, WireResponse } from '../wire/message.js';
import { BodyGate, readBody } from './read-body.js';

export interface ApiListenerOptions {
  /** Bytes. */
  readonly bodyLimit: number;
  /** Bodies over 64 KiB that are read at once; further ones wait. */
  readonly concurrentBodies: number;
  /** A socket on which nothing moves is closed after this, in ms. */
  readonly idleTimeoutMs: number;
}

export const API_LISTENER_DEFAULTS = { concurrentBodies: 8, idleTimeoutMs: 30_000 } as const;

const HEADERS_TIMEOUT_MS = 10_000;
/** A whole request, body included. */
const REQUEST_TIMEOUT_MS = 120_000;
const MOST_CONNECTIONS = 4096;

type Handle = (request: WireRequest) => Promise<WireResponse>;

/** The hot door: node:http straight to the spine, without a framework in between. */
export function createApiListener(handle: Handle, options: ApiListenerOptions): Server {
  const gate = new BodyGate(options.concurrentBodies);
  const server = createServer(
    // `connectionsCheckingInterval` is how often Node looks at the two timeouts.
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: 1000, keepAliveTimeout: 5000 },
    (request, response) => {
      serve(handle, gate, options.bodyLimit, request, response).catch(() => response.destroy());
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.setTimeout(options.idleTimeoutMs);
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-type: text/plain\r\n\r\nNot HTTP.\n');
  });
  return server;
}

async function serve(handle: Handle, gate: BodyGate, limit: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A length that is announced too large needs no reading at all.
  if (Number(request.headers['content-length']) > limit) return refuse(response, limit);
  const read = await readBody(request, limit, gate);
  if (read.kind === 'gone') return;
  if (read.kind === 'too-large') return refuse(response, limit);
  try {
    const { method = 'GET', url = '/', headers } = request;
    send(response, await handle({ method, url, headers, body: read.body }));
  } finally {
    read.release();
  }
}

/** Ends the connection too: what is still coming would only be thrown away. */
function refuse(response: ServerResponse, limit: number): void {
  const answer = tooLarge(limit);
  send(response, { ...answer, headers: { ...answer.headers, connection: 'close' } });
}

function send(response: ServerResponse, answer: WireResponse): void {
  if (answer.isReset) {
    response.socket?.resetAndDestroy();
    return;
  }
  const bytes = Buffer.byteLength(answer.body);
  // Explicit length: no chunked encoding, as a client behind a tunnel sees the same bytes then.
  response.writeHead(answer.status, { ...answer.headers, 'content-length': bytes });
  // ASCII is the same bytes either way, and Node writes latin1 several times as fast.
  response.end(answer.body, bytes === answer.body.length ? 'latin1' : 'utf8');
}
