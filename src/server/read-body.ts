import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
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
  /** Sockets whose silence is our own. */
  readonly busy: Set<Socket>;
}

/**
 * Reads a body of at most `limit` bytes. `gone` when the client left half way, `too-slow` when it did not come on while
 * others waited. The caller releases the body once it has answered. Waiting for room stops reading the socket: the client
 * feels it as a slow server.
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
    const share = budget.open(Number.isNaN(announced) ? limit : announced, {
      goOn: () => {
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
      if (share.took(chunk.length, bytes.length === announced)) return;
      request.pause();
      busy.add(request.socket);
    });
    request.on('end', () => finish({ kind: 'body', body: bytes.take(), release: share.release }));
    // Also after an error, and of no effect after the end.
    request.on('close', () => finish({ kind: 'gone' }));
  });
}
