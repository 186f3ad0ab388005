import type { IncomingMessage } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { ZodError } from 'zod';
import type { EmulatorCore } from '../emulator/emulator.js';
import { UNBOUND_URL } from '../emulator/fetch-door.js';
import { ReportStepError } from '../emulator/world/advance-report.js';
import { RowInUseError } from '../emulator/world/edit-row.js';
import { inSlices, STEPS_IN_A_SLICE, type Work } from '../runtime/slices.js';
import { problem } from '../server/console-access.js';
import { messageOf } from '../util/error-message.js';
import { findTooMuch, findTooMuchInSteps } from '../util/json-bounds.js';
import { jsonProblem } from '../util/json-problem.js';
import { parseJsonInSteps } from '../util/parse-json-in-steps.js';
import { UserError } from '../util/user-error.js';
import { aboutThisProcess } from './about.js';
import { createPages, securityHeaders } from './pages.js';
import { createProcessRouter, type OwnProcess } from './process.js';
import { createRouter } from './router.js';
import { sendProblem } from './send-problem.js';
import { shareConsole } from './share-console.js';

/** A state of 100,000 people is about 40 MB. */
const WORLD_LIMIT = '128mb';
const BODY_LIMIT = '2mb';
/** Routes that accept a whole world. */
const WORLDS = ['/_emulator/state', '/_emulator/seed', '/_emulator/flows'];

/** The console's Express app: the admin API below /_emulator/. */
export function createConsoleApp(
  core: EmulatorCore,
  endpoint = '',
  closing: AbortSignal = new AbortController().signal,
  own: OwnProcess = { url: UNBOUND_URL, consoleUrl: '' },
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // Every body is read as JSON, whatever its content type: `curl -d '{…}'` sends a form's type.
  app.use(WORLDS, express.raw({ limit: WORLD_LIMIT, type: isLong }), readLongBody);
  app.use(WORLDS, express.json({ limit: WORLD_LIMIT, type: () => true, strict: false, verify: refuseTooMuch }));
  app.use(express.json({ limit: BODY_LIMIT, type: () => true, strict: false, verify: refuseTooMuch }));
  app.use(securityHeaders);
  if (core.sharing !== undefined) app.use('/_emulator', shareConsole(core.sharing));
  app.use('/_emulator', createProcessRouter(core, endpoint, own));
  app.use('/_emulator', createRouter(core, aboutThisProcess(endpoint), closing));
  app.use(createPages());
  app.use((request, response) => {
    sendProblem(
      response,
      problem(404, 'Not found', `No route ${request.method} ${request.path}. docs/reference/console-api.md lists the routes.`),
    );
  });
  app.use(onError);
  return app;
}

/** In bytes. JSON.parse takes 10 ms for it. */
const LONG_BODY = 1_000_000;

function isLong({ headers }: IncomingMessage): boolean {
  return Number(headers['content-length'] ?? 0) > LONG_BODY;
}

/** Parses a world in slices, as other requests would wait a second for 100,000 people. */
const readLongBody: RequestHandler = async (request, _response, next) => {
  if (Buffer.isBuffer(request.body)) request.body = await inSlices(readLongJson(request.body));
  next();
};

function* readLongJson(body: Buffer): Work<unknown> {
  const text = yield* decodeInSteps(body);
  const tooMuch = yield* findTooMuchInSteps(text, MAX_BRACKETS);
  if (tooMuch !== undefined) throw new TooMuch(`The body is too complex to read: ${tooMuch}.`);
  try {
    return yield* parseJsonInSteps(text);
  } catch (error) {
    throw new BadJson(messageOf(error));
  }
}

/** Bytes that are decoded without a pause, in about a millisecond. */
const DECODED_AT_ONCE = 1_000_000;

function* decodeInSteps(body: Buffer): Work<string> {
  const utf8 = new TextDecoder();
  const parts: string[] = [];
  for (let start = 0; start < body.length; start += DECODED_AT_ONCE) {
    parts.push(utf8.decode(body.subarray(start, start + DECODED_AT_ONCE), { stream: true }));
    yield STEPS_IN_A_SLICE / 10;
  }
  return parts.join('') + utf8.decode();
}

/** A body that is not JSON. */
class BadJson extends UserError {
  override readonly name = 'BadJson';
}

/** Enough for a world of 128 MB. */
const MAX_BRACKETS = 3_000_000;

/** A body that would keep JSON.parse busy for too long. */
class TooMuch extends UserError {
  override readonly name = 'TooMuch';
  readonly status = 400;
}

/** Runs before JSON.parse, which can't be interrupted. Latin-1 is good enough here, because only brackets and colons are counted. */
function refuseTooMuch(_request: unknown, _response: unknown, body: Buffer): void {
  const tooMuch = findTooMuch(body.toString('latin1'), MAX_BRACKETS);
  if (tooMuch !== undefined) throw new TooMuch(`The body is too complex to read: ${tooMuch}.`);
}

/** A message that lists a thousand unknown keys helps nobody. */
const MAX_DETAIL_LENGTH = 1000;

const onError: ErrorRequestHandler = (error: unknown, request, response, _next) => {
  const { status, title, detail } = explain(error, request.method === 'GET' ? 'the query' : 'the body');
  sendProblem(response, problem(status, title, cut(detail)));
};

/** Cut after a word, if the text has any. */
function cut(detail: string): string {
  if (detail.length <= MAX_DETAIL_LENGTH) return detail;
  const start = detail.slice(0, MAX_DETAIL_LENGTH);
  return `${start.replace(/\s\S*$/, '')} …`;
}

const TITLES: Readonly<Record<number, string>> = { 403: 'Refused', 404: 'Not found', 409: 'Not possible', 413: 'Too large' };

function explain(error: unknown, input: string): { status: number; title: string; detail: string } {
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    return { status: 400, title: 'Bad input', detail: `${issue?.path.join('.') || input}: ${issue?.message ?? 'is not valid'}` };
  }
  const status = statusOf(error);
  const message = error instanceof SyntaxError && status === 400 ? `The body is not valid JSON: ${jsonProblem(error)}.` : messageOf(error);
  return { status, title: TITLES[status] ?? (status < 500 ? 'Bad input' : 'Internal error'), detail: message };
}

function statusOf(error: unknown): number {
  // body-parser's errors have a status, and so do some of ours.
  if (error instanceof Error && 'status' in error && typeof error.status === 'number') return error.status;
  if (error instanceof RowInUseError || error instanceof ReportStepError) return 409;
  return error instanceof UserError ? 400 : 500;
}
