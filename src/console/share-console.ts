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

/** What needs nothing of the state. */
const STATELESS = /^\/(info|stop)$/;
/** Where the emulator is, which is known while the database does not respond. The list of policies may be older than the database then. */
const READY = '/ready';

/** Less than the commands wait for a response. */
const MAX_WAIT_MS = 10_000;

/** A load balancer asks often, and takes a process that does not respond for one that has failed. */
const MAX_HEALTH_MS = 4000;

/** If several processes share a state: every request to the console sees the latest state, and every change is made while nobody else changes anything. */
export function shareConsole(sharing: Sharing, maxWaitMs = MAX_WAIT_MS): RequestHandler {
  return async (request, response, next) => {
    try {
      if (request.method === 'GET' || !CHANGES.test(request.path)) {
        if (request.path === '/health') return await checkHealth(sharing, response, next);
        if (request.path === READY) await isCaughtUp(sharing);
        else if (!STATELESS.test(request.path)) await catchUp(sharing, maxWaitMs);
        next();
      } else await changeAlone(sharing, response, next);
    } catch (error) {
      if (!response.headersSent)
        sendProblem(
          response,
          problem(503, 'Database not available', `The database of the state can't be used (${messageOf(error) || 'no connection'}).`),
        );
    }
  };
}

/** This route needs no token, so the response does not contain the address of the database. */
async function checkHealth(sharing: Sharing, response: Response, next: () => void): Promise<void> {
  if (await isCaughtUp(sharing)) next();
  else response.status(503).json({ status: 'degraded', problem: 'The database of the state does not respond.' });
}

/** A database that does not respond at all is as good as one that is gone. */
async function catchUp(sharing: Sharing, maxWaitMs: number): Promise<void> {
  const caughtUp = sharing.caughtUp().then(() => true);
  if (!(await within(caughtUp, maxWaitMs, false))) throw new Error('it does not respond');
}

function isCaughtUp(sharing: Sharing): Promise<boolean> {
  const caughtUp = sharing.caughtUp().then(
    () => true,
    () => false,
  );
  return within(caughtUp, MAX_HEALTH_MS, false);
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
