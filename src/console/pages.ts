import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type RequestHandler, Router, static as serveStatic } from 'express';

/** Only what the console itself serves runs or is shown; nothing may frame it. */
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

/** On every answer of the console, the API's included: a browser may open any of them. */
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

/** Built beside this file; when the sources themselves run, where the last build put it. */
function webFolder(): string {
  const built = fileURLToPath(new URL('./web/', import.meta.url));
  return existsSync(`${built}app.js`) ? built : fileURLToPath(new URL('../../dist/console/web/', import.meta.url));
}

/** One page, which finds out by its path and fragment what to show. */
const PATHS = ['/', '/tools/integrations', '/tools/integrations/'];

/** The pages: `index.html`, `app.js`, `app.css`. */
export function createPages(): Router {
  const folder = webFolder();
  const router = Router();
  router.get(PATHS, (_request, response) => {
    response.sendFile('index.html', { root: folder, cacheControl: false });
  });
  router.use('/assets', serveStatic(folder, { index: false, cacheControl: false, redirect: false }));
  return router;
}
