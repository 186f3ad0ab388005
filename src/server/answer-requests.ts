import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { BODILESS, tooLarge } from '../emulator/fetch-door.js';
import { plainText, type WireRequest, type WireResponse } from '../emulator/wire/message.js';
import { within } from '../runtime/timer.js';
import type { BodyBudget } from './body-budget.js';
import { readBody } from './read-body.js';

export interface AnswerOptions {
  /** Bytes. */
  readonly bodyLimit: number;
  /** What all bodies may hold together; shared by whoever reads bodies in this process. */
  readonly budget: BodyBudget;
  /** True when the answer is the connection's last. */
  readonly isClosing?: (socket: Socket) => boolean;
  /** Sockets whose silence is our own: a job runs, or a body waits for room. */
  readonly busy?: Set<Socket>;
}

export type AnswerRequest = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Node's request → spine → Node's response: what the listener and the Express handler share. */
export function createAnswerRequest(handle: (request: WireRequest) => Promise<WireResponse>, options: AnswerOptions): AnswerRequest {
  const { bodyLimit, budget, busy = new Set(), isClosing = () => false } = options;
  return async (request, response) => {
    // A length that is announced too large needs no reading at all.
    if (Number(request.headers['content-length']) > bodyLimit) return refuse(request, response, tooLarge(bodyLimit));
    const read = await readBody(request, { limit: bodyLimit, budget, busy });
    if (read.kind === 'gone') return;
    if (read.kind === 'too-large') return refuse(request, response, tooLarge(bodyLimit));
    if (read.kind === 'too-slow') return refuse(request, response, TOO_SLOW);
    busy.add(request.socket);
    try {
      const { method = 'GET', headers } = request;
      const answer = await handle({ method, url: originForm(request.url), headers, body: read.body });
      send(response, answer, isClosing(request.socket));
    } finally {
      busy.delete(request.socket);
      read.release();
    }
  };
}

const TOO_SLOW = plainText(408, 'The body arrived too slowly while other requests were waiting. Send it again.');

/** A proxy sends the whole URL, and a server must take it (RFC 9112, 3.2.2). */
function originForm(url = '/'): string {
  return url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?]*/i, '') || '/';
}

/** A refused body is thrown away for a while: closing at once would reset the connection, and the client never read why. */
const LINGER = { ms: 2000, bytes: 64 * 1024 * 1024 };

async function refuse(request: IncomingMessage, response: ServerResponse, { status, headers, body }: WireResponse): Promise<void> {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' });
  response.write(body);
  const drained = new Promise<void>((resolve) => {
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > LINGER.bytes) resolve();
    });
    request.on('end', resolve).on('close', resolve).resume();
  });
  await within(drained, LINGER.ms, undefined);
  response.end();
}

function send(response: ServerResponse, answer: WireResponse, isLast: boolean): void {
  if (answer.isReset) {
    response.socket?.resetAndDestroy();
    return;
  }
  // A fault can have such a status. A client would take a body for the start of the next response.
  const body = BODILESS.has(answer.status) ? '' : answer.body;
  const bytes = Buffer.byteLength(body);
  // Explicit length: no chunked encoding, as a client behind a tunnel sees the same bytes then. 204 must not have one (RFC 9110, 8.6).
  const length = answer.status === 204 || answer.status === 304 ? {} : { 'content-length': bytes };
  response.writeHead(answer.status, { ...answer.headers, ...length, ...(isLast && { connection: 'close' }) });
  if (typeof body !== 'string') response.end(body);
  // ASCII is the same bytes either way, and Node writes latin1 faster.
  else response.end(body, bytes === body.length ? 'latin1' : 'utf8');
}
