import { createServer } from 'node:net';

/** A server that closes each connection as soon as it is open. */
export async function closingServer(): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const close = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${address.port}`, [Symbol.asyncDispose]: close };
}
