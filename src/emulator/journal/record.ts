import { ENDPOINT_PATH } from '../../protocol/endpoint.js';
import type { Answered } from '../../protocol/evidence.js';
import { byteLength } from '../../runtime/bytes.js';
import { createRedactor, MAX_SPELLING_LENGTH, type Redactor } from '../../util/redact/redact.js';
import type { Advisory } from '../advisories/table.js';
import type { OpenExchange } from '../open-exchange.js';
import { header, type WireRequest, type WireResponse } from '../wire/message.js';

/** A stored exchange: without secrets, capped, and in as few objects as possible, because most exchanges are never read. */
export interface KeptExchange {
  readonly id: number;
  /** The process that responded, if several share the journal. */
  readonly process?: string;
  /** ms since the epoch, by the emulator's clock. */
  readonly at: number;
  readonly company: string | undefined;
  readonly pair: string | undefined;
  readonly domain: string | undefined;
  readonly user: string | undefined;
  readonly job: string | undefined;
  readonly method: string;
  readonly url: string;
  readonly contentType: string | undefined;
  readonly body: string;
  readonly bytes: number;
  readonly status: number;
  /** True if a fault cut the connection. */
  readonly isCut: boolean;
  readonly answerType: string;
  readonly answerBody: string;
  readonly answerBytes: number;
  readonly answered: Answered | undefined;
  readonly fault: string | undefined;
  readonly durationMs: number;
  readonly advisories: readonly Advisory[];
  /** JSON of the changes in the world, because most of them are never read. */
  readonly changes: string | undefined;
}

/** Maximum length of a stored body, URL or header, in characters. */
const MAX_TEXT_LENGTH = 16 * 1024;
/** A hundred changes are about 40,000 characters. */
const MAX_CHANGES_LENGTH = 128 * 1024;

/**
 * What nearly every request has: constants of the protocol, which reveal nothing even if a secret is the same word. One text for all
 * entries takes less memory.
 */
const USUAL: ReadonlyMap<string, string> = new Map(
  ['POST', 'GET', ENDPOINT_PATH, 'application/x-www-form-urlencoded'].map((text) => [text, text]),
);

/** Stores a finished exchange. Secrets are removed here, before anything is stored. */
export function recordExchange(
  exchange: OpenExchange,
  response: WireResponse,
  facts: Pick<KeptExchange, 'id' | 'at' | 'durationMs'>,
): KeptExchange {
  const { request, answered, fault, company, pair, domain, user, job, advisories } = exchange;
  const { id, at, durationMs } = facts;
  const { body } = response;
  // Bytes are a file, not text to search.
  const isText = typeof body === 'string';
  const redact = redactorOf(exchange);
  const contentType = header(request, 'content-type');
  // Written out, because creating an object with spreads costs more than the rest of this function.
  return {
    id,
    at,
    company,
    pair,
    domain,
    user,
    job,
    method: USUAL.get(request.method) ?? cap(request.method, redact.request),
    url: USUAL.get(request.url) ?? cap(request.url, redact.request),
    contentType: contentType === undefined ? undefined : (USUAL.get(contentType) ?? cap(contentType, redact.request)),
    body: bodyOf(exchange, redact.request),
    bytes: bytesOf(request),
    status: response.status,
    isCut: response.isReset === true,
    answerType: response.headers['content-type'] ?? '',
    answerBody: isText ? cap(body, redact.answer) : `(${body.length} bytes)`,
    answerBytes: isText ? byteLength(body) : body.length,
    answered,
    fault: fault?.name,
    durationMs,
    // Advisories quote keys and values of the request.
    changes: changesOf(exchange, redact.request),
    advisories: advisories.map((advisory) => withoutSecrets(advisory, exchange.secrets, redact.request)),
  };
}

/** A body that was refused has been announced, or its size is unknown. */
function bytesOf({ body, refusal, headers }: WireRequest): number {
  return refusal === undefined ? body.length : Number(headers['content-length']) || 0;
}

/** A request that is sent again is not redacted again. */
function bodyOf({ read, bodyText }: OpenExchange, redact: (text: string) => string): string {
  const body = read?.journalledBody ?? cap(bodyText, redact);
  if (read !== undefined) read.journalledBody = body;
  return body;
}

function redactorOf({ read, secrets, isReadable }: OpenExchange): Redactor {
  const redactor = read?.redactor ?? createRedactor(secrets, isReadable);
  if (read !== undefined) read.redactor = redactor;
  return redactor;
}

function withoutSecrets(advisory: Advisory, secrets: readonly string[], redact: (text: string) => string): Advisory {
  if (withoutThese.get(advisory) === secrets) return advisory;
  const message = redact(advisory.message);
  if (message !== advisory.message) return { ...advisory, message };
  withoutThese.set(advisory, secrets);
  return advisory;
}

/** Advisories that a request gets each time it is sent, and its secrets, which they do not contain. */
const withoutThese = new WeakMap<Advisory, readonly string[]>();

function changesOf({ changes }: OpenExchange, redact: (text: string) => string): string | undefined {
  if (changes === undefined || changes.changes.length === 0) return undefined;
  const text = redact(JSON.stringify(changes));
  return text.length <= MAX_CHANGES_LENGTH ? text : undefined;
}

/**
 * The start of a text, redacted. A long text is redacted a little beyond the cut, because a secret that is cut in two
 * is no longer recognized. The result is a copy: a plain slice would keep the whole 32 MiB text in memory.
 */
function cap(text: string, clean: (start: string) => string): string {
  if (text.length <= MAX_TEXT_LENGTH) return clean(text);
  const start = clean(text.slice(0, MAX_TEXT_LENGTH + MAX_SPELLING_LENGTH));
  const copy = utf8.decode(encoder.encode(start.slice(0, -MAX_SPELLING_LENGTH)));
  return `${copy}… (${text.length} characters in all)`;
}

const encoder = new TextEncoder();
const utf8 = new TextDecoder();
