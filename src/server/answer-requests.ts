import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { BODILESS, NO_BODY, tooLarge } from '../emulator/fetch-door.js';
import { plainText, type WireRequest, type WireResponse } from '../emulator/wire/message.js';
import type { Soon } from '../runtime/soon.js';
import { within } from '../runtime/timer.js';
import type { BodyBudget } from './body-budget.js';
import { readBody } from './read-body.js';
import { createSendTogether } from './send-together.js';
import { takeBody } from './take-body.js';

export interface AnswerOptions {
  /** Bytes. */
  readonly bodyLimit: number;
  /** The limit for all bodies together, shared by every reader in this process. */
  readonly budget: BodyBudget;
  /** True if this is the last response on the connection. */
  readonly isClosing?: (socket: Socket) => boolean;
  /** Sockets that are silent because of us: a job is running, or a body is waiting for room. */
  readonly busy?: Set<Socket>;
}

export type AnswerRequest = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Converts Node's request for the core and its response back for Node. The listener and the Express handler share this. */
export function createAnswerRequest(handle: (request: WireRequest) => Soon<WireResponse>, options: AnswerOptions): AnswerRequest {
  const { bodyLimit, budget, busy = new Set(), isClosing = () => false } = options;
  const sendTogether = createSendTogether();
  // The core hears of it, so that the journal has every request. With a shared state, that can take a moment.
  const refused = async (request: IncomingMessage, response: ServerResponse, refusal: WireResponse): Promise<void> => {
    busy.add(request.socket);
    try {
      await refuse(request, response, await handle({ ...toWire(request, NO_BODY), refusal }));
    } finally {
      busy.delete(request.socket);
    }
  };
  return async (request, response) => {
    // A body that is announced as too large is not read at all.
    if (Number(request.headers['content-length']) > bodyLimit) return refused(request, response, tooLarge(bodyLimit));
    // Node hands over a body that came in one packet with its head right after this call.
    await undefined;
    const read = takeBody(request, budget) ?? (await readBody(request, { limit: bodyLimit, budget, busy }));
    if (read.kind === 'gone') return;
    if (read.kind === 'too-large') return refused(request, response, tooLarge(bodyLimit));
    if (read.kind === 'too-slow') return refused(request, response, TOO_SLOW);
    busy.add(request.socket);
    try {
      const handled = handle(toWire(request, read.body));
      const answer = handled instanceof Promise ? await handled : handled;
      sendTogether(() => send(response, answer, isClosing(request.socket)));
    } finally {
      busy.delete(request.socket);
      read.release();
    }
  };
}

function toWire({ method = 'GET', url, headers }: IncomingMessage, body: Uint8Array): WireRequest {
  return { method, url: originForm(url), headers, body };
}

const TOO_SLOW = plainText(408, 'The body arrived too slowly while other requests were waiting. Send it again.');

/** A proxy sends the whole URL, and a server must accept it (RFC 9112, 3.2.2). */
function originForm(url = '/'): string {
  return url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?]*/i, '') || '/';
}

/** A refused body is read and discarded for a while. Closing at once would reset the connection before the client has read the reason. */
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

/** Never throws. */
function send(response: ServerResponse, answer: WireResponse, isLast: boolean): void {
  try {
    write(response, answer, isLast);
  } catch {
    // Node refuses to send it, such as a header with a line break, which a fault can have.
    response.destroy();
  }
}

function write(response: ServerResponse, answer: WireResponse, isLast: boolean): void {
  if (answer.isReset) {
    response.socket?.resetAndDestroy();
    return;
  }
  // A fault can have such a status. The client would read a body as the start of the next response.
  const body = BODILESS.has(answer.status) ? '' : answer.body;
  const bytes = Buffer.byteLength(body);
  // An explicit length avoids chunked encoding, so clients behind a tunnel get the same bytes. 204 must not have one (RFC 9110, 8.6).
  // Not spreads, which take ten times as long when other keys follow them.
  const headers: Record<string, string | number> = Object.assign({}, answer.headers);
  if (answer.status !== 204 && answer.status !== 304) headers['content-length'] = bytes;
  if (isLast) headers.connection = 'close';
  response.writeHead(answer.status, headers);
  if (typeof body !== 'string') response.end(body);
  // ASCII has the same bytes in both encodings, and Node writes latin1 faster.
  else response.end(body, bytes === body.length ? 'latin1' : 'utf8');
}
