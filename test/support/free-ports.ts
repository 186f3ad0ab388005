import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Two ports that nobody listened on a moment ago, for programs that must be told theirs. */
export async function freePorts(): Promise<readonly [number, number]> {
  const servers = [createServer(), createServer()];
  await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))));
  const [first, second] = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return [first ?? 0, second ?? 0];
}

/** The first of two neighbouring ports that nobody listened on a moment ago. */
export async function freePortBeforeAnother(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const [port] = await freePorts();
    if (port < 65535 && (await isFree(port + 1))) return port;
  }
  throw new Error('no two neighbouring ports are free');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
