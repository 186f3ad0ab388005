import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import express, { type Request, type Response } from 'express';
import { messageOf } from '../../util/error-message.js';

export interface EventHookOptions {
  /** What Okta sends as Authorization, as set in the event hook; undefined takes every request that no web page makes. */
  readonly authorization?: string | undefined;
  /** Told of each hook that was accepted; false when it is none. */
  readonly onHook: (hook: unknown) => boolean;
}

/**
 * True for what a page sends from the browser of somebody who runs this: browsers name the origin of each POST, and modern
 * ones whence any request comes. Okta's servers do neither. The Host proves nothing here, as a tunnel passes its own on, and a
 * page that had its name point to this machine (DNS rebinding) names that as its origin.
 */
function isOfWebPage(headers: IncomingHttpHeaders): boolean {
  return headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
}

/** Okta's own limit is below. */
const MAX_HOOK_SIZE = '1mb';

/**
 * Receives Okta event hooks: answers the one-time verification, and takes a hook at once, as Okta waits three seconds only
 * and sends it again otherwise.
 */
export function createEventHookListener({ authorization, onHook }: EventHookOptions): Server {
  const app = express().disable('x-powered-by');
  app.use((request: Request, response: Response, next) => {
    if (authorization === undefined ? !isOfWebPage(request.headers) : request.headers.authorization === authorization) next();
    else if (authorization === undefined)
      response.status(403).json({ error: 'Web pages may not start flows. To allow it, start with --authorization and send that value.' });
    else response.status(401).json({ error: 'The Authorization header does not match the event hook.' });
  });
  app.get(/.*/, (request: Request, response: Response) => {
    const challenge = request.headers['x-okta-verification-challenge'];
    if (typeof challenge === 'string') response.json({ verification: challenge });
    else response.status(400).json({ error: 'Okta verifies a hook with the header x-okta-verification-challenge, which is missing.' });
  });
  app.post(/.*/, express.json({ limit: MAX_HOOK_SIZE, type: () => true }), (request: Request, response: Response) => {
    if (onHook(request.body)) response.status(200).json({});
    else response.status(400).json({ error: 'This is no event hook of Okta.' });
  });
  app.use((error: unknown, _request: Request, response: Response, _next: unknown) => {
    const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
    response.status(status).json({ error: messageOf(error) });
  });
  return createServer(app);
}
