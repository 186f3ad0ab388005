import { ENDPOINT_PATH } from '../../protocol/endpoint.js';
import { decodeUtf8 } from '../../runtime/bytes.js';
import type { Advise } from '../advisories/advise.js';
import { type FormPair, parseForm } from './form.js';
import { header, plainText, type WireRequest, type WireResponse } from './message.js';
import { boundaryOf, parseMultipart } from './multipart.js';

/** The contents of a request, before they are interpreted. */
export interface Decoded {
  /** The first value of each field; query before body, because a servlet merges them that way. */
  readonly fields: ReadonlyMap<string, string>;
  /** The body as text, for the journal. Empty if there was none. */
  readonly bodyText: string;
  /** True for a multipart/form-data body. */
  readonly isMultipart: boolean;
}

/** The plain HTTP response to a request with the wrong path or method. Undefined for a request to the endpoint. */
export function refuseRoute(request: WireRequest): WireResponse | undefined {
  const path = request.url.split('?', 1)[0] ?? '';
  if (path !== ENDPOINT_PATH) return plainText(404, `Not found: the Integration Server answers at ${ENDPOINT_PATH} only.`);
  if (request.method !== 'POST' && request.method !== 'GET') {
    return plainText(405, `Method ${request.method.slice(0, 20)} not allowed: use POST.`, { allow: 'GET, POST' });
  }
  return undefined;
}

/** Bytes → fields. Never throws: an unreadable request has no fields, and advisories say why. `text` is the body if it was decoded before. */
export function decode(request: WireRequest, advise: Advise, text?: string): Decoded {
  const { url, body } = request;
  const contentType = header(request, 'content-type') ?? '';
  const bodyText = text ?? (body.length === 0 ? '' : decodeText(body, charsetOf(contentType)));
  const isMultipart = body.length > 0 && mediaTypeOf(contentType) === MULTIPART;
  return { fields: readFields({ url, contentType, text: bodyText, bytes: body }, advise), bodyText, isMultipart };
}

/** A message whose body is available as text, and also as bytes if its charset matters. */
export interface MessageText {
  readonly url: string;
  readonly contentType: string;
  readonly text: string;
  readonly bytes?: Uint8Array;
}

/** Text → fields. The journal reads them again from the stored text. */
export function readFields(message: MessageText, advise: Advise): Map<string, string> {
  const question = message.url.indexOf('?');
  const fields = new Map<string, string>();
  if (question !== -1) {
    const query = parseForm(message.url.slice(question + 1));
    collect(fields, query);
    adviseOnQuery(query, advise);
  }
  const pairs = message.text === '' ? [] : bodyPairs(message, fields.has(JOB), advise);
  collect(fields, pairs);
  adviseOnBody(pairs, fields, advise);
  return fields;
}

function bodyPairs({ contentType, text, bytes }: MessageText, isJobKnown: boolean, advise: Advise): FormPair[] {
  const mediaType = mediaTypeOf(contentType);
  if (mediaType === FORM) return parseForm(trimFinalLineEnd(text), charsetOf(contentType));
  if (mediaType === MULTIPART) {
    const boundary = boundaryOf(contentType);
    const charset = bytes === undefined ? 'utf-8' : charsetOf(contentType);
    if (boundary !== undefined) return parseMultipart(bytes ?? utf8Encoder.encode(text), boundary, charset);
  }
  // If the job is in the query, the advisory is about the unread body and not about a missing job.
  if (mediaType === 'application/json' && !isJobKnown) advise('json-body');
  else advise('body-not-read', mediaType === undefined || mediaType === '' ? 'none' : mediaType.slice(0, 60));
  return [];
}

function mediaTypeOf(contentType: string): string | undefined {
  return contentType === FORM ? FORM : contentType.split(';', 1)[0]?.trim().toLowerCase();
}

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

/** Text editors and heredocs end a file with a line end that is not part of the last value. */
function trimFinalLineEnd(text: string): string {
  return text.endsWith('\n') ? text.replace(/\r?\n$/, '') : text;
}

function collect(fields: Map<string, string>, pairs: readonly FormPair[]): void {
  for (const { name, value } of pairs) if (!fields.has(name)) fields.set(name, value);
}

const JOB = 'requestJobDescription';

function adviseOnQuery(pairs: readonly FormPair[], advise: Advise): void {
  if (pairs.some(({ value }) => value.includes('partnerUserSecret'))) advise('secret-in-url');
}

/** Recognizes JSON that was pasted into a form body without percent-encoding. */
function adviseOnBody(pairs: readonly FormPair[], fields: ReadonlyMap<string, string>, advise: Advise): void {
  for (const { name, value, raw } of pairs) {
    if (raw.includes('+') && /^[\s{[]/.test(raw) && SPACED_ADDRESS.test(value)) advise('plus-became-space', name.slice(0, 60));
  }
  // `curl -d '{…}'` sends JSON with the content type of a form.
  if (!fields.has(JOB) && /^[{[]/.test(pairs[0]?.name.trimStart() ?? '')) advise('json-body');
  adviseOnCut(pairs, advise);
}

/** If an `&` cut off a JSON value, the rest arrives as a field with a name that no client would choose. */
function adviseOnCut(pairs: readonly FormPair[], advise: Advise): void {
  const rest = pairs.findIndex(({ name }) => /["{}[\]]/.test(name));
  if (rest <= 0) return;
  const cut = pairs.slice(0, rest).findLast(({ raw }) => /^\s*[{[]/.test(raw));
  if (cut === undefined) return;
  const name = cut.name.slice(0, 60);
  const key = lastKey(cut.value);
  advise('cut-at-ampersand', key === undefined ? name : `${name} after the key "${key}"`);
}

/** The last key of cut-off JSON. Never its value, which may be a secret. */
function lastKey(json: string): string | undefined {
  return [...json.slice(-MAX_TAIL_LENGTH).matchAll(/"([\w-]{1,60})"\s*:/g)].at(-1)?.[1];
}

const MAX_TAIL_LENGTH = 2000;

/** `a b@x.com` in quotes: most likely an `a+b@x.com` that was not encoded. */
const SPACED_ADDRESS = /"[^"\s@]{1,64} [^"\s@]{1,64}@[^"\s@]{1,255}"/;

const utf8Encoder = new TextEncoder();

function decodeText(bytes: Uint8Array, charset: string): string {
  return charset === 'utf-8' ? decodeUtf8(bytes) : new TextDecoder(charset).decode(bytes);
}

function charsetOf(contentType: string): string {
  if (contentType === FORM) return 'utf-8';
  const label = /;\s*charset="?([^";\s]+)/i.exec(contentType)?.[1]?.toLowerCase();
  if (label === undefined || label === 'utf8') return 'utf-8';
  try {
    return new TextDecoder(label).encoding;
  } catch {
    // An unknown charset is no reason to drop the request; clients mean UTF-8.
    return 'utf-8';
  }
}
