import type { IncomingMessage, ServerResponse } from 'node:http';
import { OPTIONS } from '../../emulator/options.js';
import type { WireRequest, WireResponse } from '../../emulator/wire/message.js';
import { ENDPOINT_PATH } from '../../protocol/endpoint.js';
import { isScimURL } from '../../protocol/scim/operations.js';
import { createAnswerRequest } from '../../server/answer-requests.js';
import { BodyBudget } from '../../server/body-budget.js';

/** The parts of an emulator that the handler uses. */
export interface Answering {
  handle(request: WireRequest): Promise<WireResponse>;
  /** Without this, SCIM requests are passed to `next`. */
  readonly domains?: { isScimServed(): boolean };
}

export type ExpressHandler = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/**
 * Mounts an emulator in an Express or Connect app. Mount it before any body parser. Requests for other paths are passed to `next`.
 * @example app.use(expressHandler(emulator))
 */
export function expressHandler(emulator: Answering, options: { readonly bodyLimit?: number } = {}): ExpressHandler {
  const { bodyLimit = OPTIONS.bodyLimit.default } = options;
  const answer = createAnswerRequest((request) => emulator.handle(request), { bodyLimit, budget: new BodyBudget() });
  return (request, response, next) => {
    const { url = '' } = request;
    const isOurs = url.split('?', 1)[0] === ENDPOINT_PATH || (isScimURL(url) && emulator.domains?.isScimServed() === true);
    if (!isOurs) next();
    else if (request.readableEnded) next(new Error('The request body has already been read. Mount expressHandler before any body parser.'));
    else answer(request, response).catch(next);
  };
}
