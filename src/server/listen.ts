import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { within } from '../runtime/timer.js';
import { UserError } from '../util/user-error.js';

/** A port that can't be used. The message names it and says what to do. */
export class ListenError extends UserError {
  override readonly name = 'ListenError';

  constructor(
    message: string,
    readonly port: number,
  ) {
    super(message);
  }
}

/** Binds a server and returns its base URL. Port 0 picks a free port. Throws ListenError. */
export async function listen(server: Server, port: number, host: string, flag: string): Promise<string> {
  trackUnused(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new ListenError(explain(error, port, host, flag), port)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = isAddressInfo(address) ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
}

function isAddressInfo(address: ReturnType<Server['address']>): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

function explain(error: NodeJS.ErrnoException, port: number, host: string, flag: string): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} on ${host} is taken: choose another with ${flag}, or ${flag} 0 for a free one.`;
  if (error.code === 'EACCES') return `No permission to use port ${port} on ${host}. Choose a port above 1023 with ${flag}.`;
  return `Can't listen on ${host}:${port}: ${error.message}.`;
}

/** Sockets that have not sent a request. Browsers open them in advance, and Node does not count them as idle. */
const unused = new WeakMap<Server, Set<Socket>>();

function trackUnused(server: Server): void {
  const sockets = new Set<Socket>();
  unused.set(server, sockets);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', ({ socket }) => sockets.delete(socket));
}

/** How long open requests may take to finish when the server closes. */
const GRACE_MS = 10_000;

/** Refuses new connections, lets open requests finish, then closes the remaining connections. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  for (const socket of unused.get(server) ?? []) socket.destroy();
  if ((await within(closed, GRACE_MS, 'late')) !== 'late') return;
  server.closeAllConnections();
  await closed;
}
