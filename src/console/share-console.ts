import type { RequestHandler, Response } from 'express';
import type { Sharing } from '../emulator/storage/sharing.js';
import { within } from '../runtime/timer.js';
import { problem } from '../server/console-access.js';
import { messageOf } from '../util/error-message.js';
import { sendProblem } from './send-problem.js';

/**
 * What changes the state directly. Resets, seeds and snapshots take the lock over everything themselves, and what sends requests to the
 * emulator takes turns like any client.
 */
const CHANGES = /^\/(journal|faults|clock|rate-limit|outbox|credentials|companies)(\/(?!verify$)|$)/;

/** A load balancer asks often, and takes a process that does not respond for one that has failed. */
const MAX_HEALTH_MS = 4000;

/** If several processes share a state: every request to the console sees the latest state, and every change is made while nobody else changes anything. */
export function shareConsole(sharing: Sharing): RequestHandler {
  return async (request, response, next) => {
    try {
      if (request.method === 'GET' || !CHANGES.test(request.path)) {
        if (request.path === '/health') return await checkHealth(sharing, response, next);
        await sharing.caughtUp();
        next();
      } else await changeAlone(sharing, response, next);
    } catch (error) {
      if (!response.headersSent) sendProblem(response, problem(503, 'Database not available', messageOf(error)));
    }
  };
}

/** This route needs no token, so the response does not contain the address of the database. */
async function checkHealth(sharing: Sharing, response: Response, next: () => void): Promise<void> {
  const isCaughtUp = sharing.caughtUp().then(
    () => true,
    () => false,
  );
  if (await within(isCaughtUp, MAX_HEALTH_MS, false)) next();
  else response.status(503).json({ status: 'degraded', problem: 'The database of the state does not respond.' });
}

/** Holds the end of the response back until its change is kept. */
async function changeAlone(sharing: Sharing, response: Response, next: () => void): Promise<void> {
  const { end } = response;
  let send = (): void => {};
  try {
    await sharing.alone(
      () =>
        new Promise<void>((resolve) => {
          response.on('close', resolve);
          response.end = (...given: unknown[]) => {
            send = () => Reflect.apply(end, response, given);
            resolve();
            return response;
          };
          next();
        }),
    );
  } finally {
    response.end = end;
  }
  send();
}
