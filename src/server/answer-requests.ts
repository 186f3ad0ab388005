import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { tooLarge } from '../fetch-door.js';
import type { WireRequest, WireResponse } from '../wire/message.js';
import { BodyGate, readBody } from './read-body.js';

export interface AnswerOptions {
  /** Bytes. */
  readonly bodyLimit: number;
  /** Bodies over 64 KiB that are read at once; further ones wait. */
  readonly concurrentBodies: number;
  /** True when the answer is the connection's last. */
  readonly isClosing?: () => boolean;
  /** Sockets whose silence is our own: a job runs, or a large body waits for its turn. */
  readonly busy?: Set<Socket>;
}

export type AnswerRequest = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Node's request → spine → Node's response: what the listener and the Express handler share. */
export function createAnswerRequest(handle: (request: WireRequest) => Promise<WireResponse>, options: AnswerOptions): AnswerRequest {
  const { bodyLimit, busy = new Set(), isClosing = () => false } = options;
  const gate = new BodyGate(options.concurrentBodies);
  return async (request, response) => {
    // A length that is announced too large needs no reading at all.
    if (Number(request.headers['content-length']) > bodyLimit) return send(response, tooLarge(bodyLimit), true);
    const read = await readBody(request, bodyLimit, gate, busy);
    if (read.kind === 'gone') return;
    // The connection ends too: what is still coming would only be thrown away.
    if (read.kind === 'too-large') return send(response, tooLarge(bodyLimit), true);
    busy.add(request.socket);
    try {
      const { method = 'GET', url = '/', headers } = request;
      send(response, await handle({ method, url, headers, body: read.body }), isClosing());
    } finally {
      busy.delete(request.socket);
      read.release();
    }
  };
}

function send(response: ServerResponse, answer: WireResponse, isLast: boolean): void {
  if (answer.isReset) {
    response.socket?.resetAndDestroy();
    return;
  }
  const bytes = Buffer.byteLength(answer.body);
  // Explicit length: no chunked encoding, as a client behind a tunnel sees the same bytes then.
  response.writeHead(answer.status, { ...answer.headers, 'content-length': bytes, ...(isLast && { connection: 'close' }) });
  // ASCII is the same bytes either way, and Node writes latin1 faster.
  response.end(answer.body, bytes === answer.body.length ? 'latin1' : 'utf8');
}
