import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { closeServer, ListenError, listen } from '../../src/server/listen.js';

test('port 0 picks a free port and returns it', async () => {
  const server = createServer();
  expect(await listen(server, 0, '127.0.0.1', '--port')).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
  await closeServer(server);
});

test('a port in use is refused with the port, the address and the flag', async () => {
  const first = createServer();
  const port = Number(new URL(await listen(first, 0, '127.0.0.1', '--port')).port);
  const refused = listen(createServer(), port, '127.0.0.1', '--console-port');
  await expect(refused).rejects.toThrow(ListenError);
  await expect(refused).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is taken: choose another with --console-port, or --console-port 0 for a free one.`,
  );
  await closeServer(first);
});

test('an address of another machine is refused with a message that names it', async () => {
  await expect(listen(createServer(), 0, '192.0.2.1', '--port')).rejects.toThrow("Can't listen on 192.0.2.1:0");
});

test('closing a server twice, or one that never listened, does nothing', async () => {
  const server = createServer();
  await closeServer(server);
  await listen(server, 0, '127.0.0.1', '--port');
  await closeServer(server);
  await closeServer(server);
  expect(server.listening).toBe(false);
});

test('the address of an IPv6 server is a URL', async (context) => {
  const server = createServer();
  try {
    expect(await listen(server, 0, '::1', '--port')).toMatch(/^http:\/\/\[::1\]:\d+$/);
  } catch (error) {
    if (error instanceof ListenError) context.skip('this machine has no IPv6');
    throw error;
  } finally {
    await closeServer(server);
  }
});
