import { createServer, type RequestListener, type Server } from 'node:http';
import type { EmulatorCore } from '../emulator/emulator.js';
import { assertSafeConsole, type ConsoleAccess, refuseAccess, sessionCookie } from './console-access.js';

/**
 * The console's listener. Express is loaded with the first request, as it takes longer to load than the emulator
 * takes to start. Throws ConsoleAccessError when it would be open to the network without a token.
 */
export function createConsoleListener(core: EmulatorCore, access: ConsoleAccess, endpoint: () => string, closing: AbortSignal): Server {
  assertSafeConsole(access);
  let app: Promise<RequestListener> | undefined;
  const server = createServer((request, response) => {
    if (!server.listening) response.setHeader('connection', 'close');
    const refusal = refuseAccess(request, access);
    const cookie = refusal?.status === 401 ? sessionCookie(request, access) : undefined;
    if (cookie !== undefined) {
      // The token leaves the address bar, and with it the history.
      response.writeHead(303, { location: '/', 'set-cookie': cookie, 'cache-control': 'no-store' }).end();
      return;
    }
    if (refusal !== undefined) {
      response.writeHead(refusal.status, {
        'content-type': 'application/problem+json',
        ...(refusal.status === 401 && { 'www-authenticate': 'Bearer' }),
      });
      response.end(JSON.stringify(refusal));
      return;
    }
    app ??= import('../console/app.js').then(({ createConsoleApp }) => createConsoleApp(core, endpoint(), closing));
    app.then(
      (serve) => serve(request, response),
      () => response.writeHead(500).end(),
    );
  });
  return server;
}
