import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { nextTurn } from '../runtime/timer.js';
import type { BodyBudget } from './body-budget.js';
import { BodyBytes } from './body-bytes.js';

export type ReadBody =
  | { readonly kind: 'body'; readonly body: Uint8Array; release(): void }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'gone' };

export interface ReadBodyOptions {
  /** Bytes. */
  readonly limit: number;
  readonly budget: BodyBudget;
  /** Sockets that are silent because of us. */
  readonly busy: Set<Socket>;
}

/** Chunks of one body in a turn of the event loop: a sender of one-byte chunks must not delay others. */
const CHUNKS_AT_ONCE = 1000;

/**
 * Reads a body of at most `limit` bytes. Returns `gone` if the client left halfway, and `too-slow` if the body arrived too slowly
 * while others waited. The caller releases the body after the response. While a body waits for room, the socket is not read, which
 * looks like a slow server to the client.
 */
export function readBody(request: IncomingMessage, { limit, budget, busy }: ReadBodyOptions): Promise<ReadBody> {
  return new Promise((resolve) => {
    const announced = Number(request.headers['content-length'] ?? Number.NaN);
    const bytes = new BodyBytes(announced, limit);
    let isDone = false;
    const finish = (result: ReadBody): void => {
      if (isDone) return;
      isDone = true;
      busy.delete(request.socket);
      if (result.kind === 'body') share.complete();
      else {
        bytes.take();
        share.release();
      }
      resolve(result);
    };
    let isWaiting = false;
    let chunks = 0;
    const share = budget.open(Number.isNaN(announced) ? limit : announced, {
      goOn: () => {
        isWaiting = false;
        busy.delete(request.socket);
        request.resume();
      },
      giveUp: () => finish({ kind: 'too-slow' }),
    });
    request.on('data', (chunk: Buffer) => {
      if (isDone) return;
      if (bytes.length + chunk.length > limit) {
        request.pause();
        finish({ kind: 'too-large' });
        return;
      }
      bytes.add(chunk);
      if (!share.took(chunk.length, bytes.length === announced)) {
        isWaiting = true;
        request.pause();
        busy.add(request.socket);
      } else if (++chunks % CHUNKS_AT_ONCE === 0) {
        request.pause();
        // Pausing only the request would not stop Node from parsing the socket's data, chunk by chunk.
        request.socket.pause();
        void nextTurn().then(() => {
          request.socket.resume();
          if (!isWaiting && !isDone) request.resume();
        });
      }
    });
    request.on('end', () => finish({ kind: 'body', body: bytes.take(), release: share.release }));
    // Emitted after an error too. It has no effect after `end`.
    request.on('close', () => finish({ kind: 'gone' }));
    // The event may have been emitted before this call.
    if (request.destroyed && !request.readableEnded) finish({ kind: 'gone' });
  });
}
