import { fileURLToPath } from 'node:url';
import { type RequestHandler, Router, static as serveStatic } from 'express';
import { PACKAGE_FOLDER } from '../util/package-folder.js';

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

/** Only a build writes the pages, so they are in dist/ even if the sources run. */
const WEB_FOLDER = fileURLToPath(new URL('dist/console/web/', PACKAGE_FOLDER));

/** Each of these paths serves the same page, which decides from its path and fragment what to show. */
const PATHS = ['/', '/tools/integrations', '/tools/integrations/'];

/** Serves the pages: `index.html`, `app.js` and `app.css`. */
export function createPages(): Router {
  const router = Router();
  router.get(PATHS, (_request, response) => {
    response.sendFile('index.html', { root: WEB_FOLDER, cacheControl: false });
  });
  router.use('/assets', serveStatic(WEB_FOLDER, { index: false, cacheControl: false, redirect: false }));
  return router;
}
