import { Router } from 'express';
import type { EmulatorCore } from '../emulator/emulator.js';
import { scimEndpoint } from '../emulator/fetch-door.js';
import { problem } from '../server/console-access.js';
import { sendProblem } from './send-problem.js';

/** The URLs of the process that the console belongs to, and how the console stops it. */
export interface OwnProcess {
  readonly url: string;
  readonly consoleUrl: string;
  readonly onStop?: (() => void) | undefined;
}

/** `GET /ready` returns what `start --json` prints, and `POST /stop` stops an emulator that `start` runs. */
export function createProcessRouter(core: EmulatorCore, endpoint: string, own: OwnProcess): Router {
  const router = Router();
  router.get('/ready', (_request, response) => {
    const { url, consoleUrl } = own;
    const { credentials, policies } = core;
    response.json({ url, endpoint, consoleUrl, credentials, policies, scim: scimEndpoint(core.domains, url) });
  });
  router.post('/stop', (_request, response) => {
    const { onStop } = own;
    if (onStop === undefined) {
      const detail = `A program created this emulator (process ${process.pid}), and only that program can stop it.`;
      sendProblem(response, problem(409, 'Not possible', detail));
      return;
    }
    // The client gets its response first, because stopping closes the connection.
    response.once('finish', onStop);
    response.status(202).json({ pid: process.pid });
  });
  return router;
}
