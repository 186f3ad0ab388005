import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type RequestHandler, Router, static as serveStatic } from 'express';

/** Pages may only load content that the console serves, and no page may frame them. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sent with every response of the console, including the API's: a browser may open any of them. */
export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
  });
  next();
};

/** The built pages are next to this file, or in dist/ if the sources run without a build. */
function webFolder(): string {
  const built = fileURLToPath(new URL('./web/', import.meta.url));
  return existsSync(`${built}app.js`) ? built : fileURLToPath(new URL('../../dist/console/web/', import.meta.url));
}

/** Each of these paths serves the same page, which decides from its path and fragment what to show. */
const PATHS = ['/', '/tools/integrations', '/tools/integrations/'];

/** Serves the pages: `index.html`, `app.js` and `app.css`. */
export function createPages(): Router {
  const folder = webFolder();
  const router = Router();
  router.get(PATHS, (_request, response) => {
    response.sendFile('index.html', { root: folder, cacheControl: false });
  });
  router.use('/assets', serveStatic(folder, { index: false, cacheControl: false, redirect: false }));
  return router;
}
