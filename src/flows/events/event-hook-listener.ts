import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import express, { type Request, type Response } from 'express';
import { messageOf } from '../../util/error-message.js';

export interface EventHookOptions {
  /** The Authorization header that Okta sends, as set in the event hook; undefined accepts all requests except those from web pages. */
  readonly authorization?: string | undefined;
  /** Called for each accepted hook; returns false if the body is not an event hook. */
  readonly onHook: (hook: unknown) => boolean;
}

/**
 * True for requests that a web page sends from a local browser: browsers name the origin of each POST, and modern ones also
 * where any request comes from. Okta's servers do neither. The Host header proves nothing, because a tunnel forwards its own,
 * and a page whose host name was pointed at this machine (DNS rebinding) sends that name.
 */
function isOfWebPage(headers: IncomingHttpHeaders): boolean {
  return headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
}

/** Okta's own limit is lower. */
const MAX_HOOK_SIZE = '1mb';

/**
 * Receives Okta event hooks. Answers the one-time verification, and accepts hooks immediately, because Okta only waits three
 * seconds and then sends the hook again.
 */
export function createEventHookListener({ authorization, onHook }: EventHookOptions): Server {
  const app = express().disable('x-powered-by');
  app.use((request: Request, response: Response, next) => {
    if (authorization === undefined ? !isOfWebPage(request.headers) : request.headers.authorization === authorization) next();
    else if (authorization === undefined)
      response
        .status(403)
        .json({ error: 'Web pages cannot start flows. To allow this, start the listener with --authorization and send its value.' });
    else response.status(401).json({ error: 'The Authorization header does not match the event hook.' });
  });
  app.get(/.*/, (request: Request, response: Response) => {
    const challenge = request.headers['x-okta-verification-challenge'];
    if (typeof challenge === 'string') response.json({ verification: challenge });
    else response.status(400).json({ error: 'The header x-okta-verification-challenge is missing. Okta sends it to verify a hook.' });
  });
  app.post(/.*/, express.json({ limit: MAX_HOOK_SIZE, type: () => true }), (request: Request, response: Response) => {
    if (onHook(request.body)) response.status(200).json({});
    else response.status(400).json({ error: 'The body is not an Okta event hook.' });
  });
  app.use((error: unknown, _request: Request, response: Response, _next: unknown) => {
    const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
    response.status(status).json({ error: messageOf(error) });
  });
  return createServer(app);
}
