import type { IncomingMessage } from 'node:http';
import { type BodyBudget, SMALL_BODY } from './body-budget.js';
import type { ReadBody } from './read-body.js';

/**
 * Takes a small body that has arrived as a whole, which is what nearly all requests have. Returns undefined if it is larger, of unknown
 * length or still on its way, and then `readBody` finds all of it. This saves the events and promises of a body that arrives in parts.
 */
export function takeBody(request: IncomingMessage, budget: BodyBudget): Extract<ReadBody, { kind: 'body' }> | undefined {
  const announced = Number(request.headers['content-length']);
  const isWhole = announced > 0 && announced <= SMALL_BODY && request.readableLength === announced;
  // With an encoding, which an application in front may have set, the body would be a text.
  if (!isWhole || request.readableEncoding !== null) return undefined;
  const body: Buffer | null = request.read();
  return body === null ? undefined : { kind: 'body', body, release: budget.hold(announced) };
}
