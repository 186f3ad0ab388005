import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { every } from '../runtime/timer.js';

/** A small body is read at once; a larger one waits for its turn, so that memory stays bounded whoever comes. */
const SMALL_BODY = 64 * 1024;
/** Whoever holds a turn must send so many bytes in each span of time, or lose it to somebody who does. */
const PROGRESS_BYTES = 64 * 1024;
const PROGRESS_MS = 10_000;

/** Turns for large bodies. */
export class BodyGate {
  readonly #most: number;
  #open = 0;
  readonly #queue: (() => void)[] = [];

  constructor(
    most: number,
    /** How often a turn's progress is looked at. */
    readonly progressMs = PROGRESS_MS,
  ) {
    this.#most = most;
  }

  async enter(): Promise<void> {
    if (this.#open < this.#most) this.#open++;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
  }

  leave(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#open--;
    else next();
  }
}

export type ReadBody =
  | { readonly kind: 'body'; readonly body: Uint8Array; release(): void }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'gone' };

/**
 * Reads a body of at most `limit` bytes. `gone` when the client left half way. The caller releases the body's turn
 * once it has answered. Waiting for a turn stops reading the socket: the client feels it as a slow server.
 */
export function readBody(request: IncomingMessage, limit: number, gate: BodyGate, busy: Set<Socket>): Promise<ReadBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let holdsTurn = false;
    let isDone = false;
    const finish = (result: ReadBody): void => {
      if (isDone) return;
      isDone = true;
      if (result.kind !== 'body') leave();
      resolve(result);
    };
    let stopWatching = (): void => undefined;
    const leave = (): void => {
      stopWatching();
      if (holdsTurn) gate.leave();
      holdsTurn = false;
    };
    const takeTurn = async (): Promise<void> => {
      request.pause();
      busy.add(request.socket);
      await gate.enter();
      busy.delete(request.socket);
      holdsTurn = true;
      if (isDone) leave();
      else {
        stopWatching = watchProgress();
        request.resume();
      }
    };
    const watchProgress = (): (() => void) => {
      let before = bytes;
      return every(gate.progressMs, () => {
        if (isDone || bytes - before >= PROGRESS_BYTES) before = bytes;
        else request.socket.destroy();
      });
    };
    let asksTurn = false;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limit) {
        chunks.length = 0;
        request.pause();
        finish({ kind: 'too-large' });
        return;
      }
      chunks.push(chunk);
      if (bytes > SMALL_BODY && !asksTurn) {
        asksTurn = true;
        void takeTurn();
      }
    });
    request.on('end', () =>
      finish({ kind: 'body', body: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks), release: leave }),
    );
    // Also after an error, and of no effect after the end.
    request.on('close', () => finish({ kind: 'gone' }));
  });
}
