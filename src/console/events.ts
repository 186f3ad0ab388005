import type { Request, Response } from 'express';
import type { EmulatorCore } from '../emulator/emulator.js';
import { every } from '../runtime/timer.js';

const MAX_WATCHERS = 20;
/** A page that does not read its events is disconnected. It reconnects when it wakes up. */
const MAX_UNREAD_BYTES = 1024 * 1024;
const HEARTBEAT_MS = 15_000;

/**
 * Server-sent events for pages: `exchange` with the newest id, and `world` when anything in the companies changed. They only
 * tell a page to fetch again, and contain no other data. The streams end when `closing` is aborted.
 */
export function createEventStream(core: EmulatorCore, closing: AbortSignal): (request: Request, response: Response) => void {
  const watchers = new Set<Response>();
  const send = (event: string, data: unknown): void => {
    for (const watcher of watchers) {
      if (watcher.writableLength > MAX_UNREAD_BYTES) watcher.destroy();
      else watcher.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    }
  };
  let stop: (() => void) | undefined;
  const begin = (): void => {
    const unsubscribe = core.journal.watch((id) => send('exchange', { id }));
    const unwatch = core.world.onWrite(() => send('world', {}));
    const quiet = every(HEARTBEAT_MS, () => send('ping', {}));
    stop = () => [unsubscribe, unwatch, quiet].forEach((end) => void end());
  };
  closing.addEventListener('abort', () => {
    for (const watcher of watchers) watcher.end();
  });
  return (_request, response) => {
    if (watchers.size >= MAX_WATCHERS) {
      response.status(503).end();
      return;
    }
    if (watchers.size === 0) begin();
    watchers.add(response);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 1000\n\n');
    response.on('close', () => {
      watchers.delete(response);
      if (watchers.size === 0) stop?.();
    });
  };
}
