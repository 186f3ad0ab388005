import type { Response } from 'express';
import type { Problem } from '../server/console-access.js';

/** Sends problem details with their own media type. */
export function sendProblem(response: Response, problem: Problem): void {
  response.status(problem.status).type('application/problem+json').json(problem);
}
