import { createServer, type RequestListener, type Server } from 'node:http';
import { assertSafeConsole, type ConsoleAccess, refuseAccess, sessionCookie } from './console-access.js';

/**
 * The console's listener; `load` makes what answers, with the first request that may pass.
 * Throws ConsoleAccessError when it would be open to the network without a token.
 */
export function createConsoleListener(access: ConsoleAccess, load: () => Promise<RequestListener>): Server {
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
    app ??= load();
    app.then(
      (serve) => serve(request, response),
      () => response.writeHead(500).end(),
    );
  });
  return server;
}
