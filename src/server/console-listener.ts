import { createServer, type RequestListener, type Server } from 'node:http';
import { assertSafeConsole, type ConsoleAccess, refuseAccess, sessionCookie } from './console-access.js';
import { TOKEN_PAGE, TOKEN_PAGE_POLICY, wantsPage } from './token-page.js';

/**
 * The console's server. `load` creates the app with the first request that is allowed.
 * Throws ConsoleAccessError if the console would be open to the network without a token.
 */
export function createConsoleListener(access: ConsoleAccess, load: () => Promise<RequestListener>): Server {
  assertSafeConsole(access);
  let app: Promise<RequestListener> | undefined;
  const server = createServer((request, response) => {
    if (!server.listening) response.setHeader('connection', 'close');
    const refusal = refuseAccess(request, access);
    const cookie = refusal?.status === 401 ? sessionCookie(request, access) : undefined;
    if (cookie !== undefined) {
      // The redirect removes the token from the address bar and the browser's history.
      response.writeHead(303, { location: '/', 'set-cookie': cookie, 'cache-control': 'no-store' }).end();
      return;
    }
    if (refusal?.status === 401 && wantsPage(request)) {
      response.writeHead(401, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': TOKEN_PAGE_POLICY,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      response.end(TOKEN_PAGE);
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
