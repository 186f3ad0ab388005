import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

const open: (() => void)[] = [];

/** Closes every server that `serve` started: after each test, or when a test calls it. */
export function closeServed(): void {
  for (const close of open.splice(0)) close();
}

export function cleanUpServed(): void {
  afterEach(closeServed);
}

/** A real HTTP server on a free port; returns its URL. */
export async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
