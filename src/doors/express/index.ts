import type { IncomingMessage, ServerResponse } from 'node:http';
import { OPTIONS } from '../../emulator/options.js';
import type { WireRequest, WireResponse } from '../../emulator/wire/message.js';
import { ENDPOINT_PATH } from '../../protocol/endpoint.js';
import { isScimURL } from '../../protocol/scim/operations.js';
import { createAnswerRequest } from '../../server/answer-requests.js';
import { BodyBudget } from '../../server/body-budget.js';

/** What the handler needs of an emulator. */
export interface Answering {
  handle(request: WireRequest): Promise<WireResponse>;
  /** Without it, SCIM requests are passed to `next`. */
  readonly domains?: { isScimServed(): boolean };
}

export type ExpressHandler = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/**
 * Mounts an emulator in an Express or Connect app, before any body parser. Requests for other paths go on to `next`.
 * @example app.use(expressHandler(emulator))
 */
export function expressHandler(emulator: Answering, options: { readonly bodyLimit?: number } = {}): ExpressHandler {
  const { bodyLimit = OPTIONS.bodyLimit.default } = options;
  const answer = createAnswerRequest((request) => emulator.handle(request), { bodyLimit, budget: new BodyBudget() });
  return (request, response, next) => {
    const { url = '' } = request;
    const isOurs = url.split('?', 1)[0] === ENDPOINT_PATH || (isScimURL(url) && emulator.domains?.isScimServed() === true);
    if (!isOurs) next();
    else if (request.readableEnded) next(new Error('The body is read already: mount expressHandler before any body parser.'));
    else answer(request, response).catch(next);
  };
}
