import { ENDPOINT_PATH } from '../../protocol/endpoint.js';
import { decodeUtf8 } from '../../runtime/bytes.js';
import type { Advise } from '../advisories/advise.js';
import { type FormPair, parseForm } from './form.js';
import { header, plainText, type WireRequest, type WireResponse } from './message.js';
import { boundaryOf, parseMultipart } from './multipart.js';

/** What the wire carried, before anyone asks what it means. */
export interface Decoded {
  /** The first value of each field; query before body, as a servlet merges them. */
  readonly fields: ReadonlyMap<string, string>;
  /** The body as text, for the journal; empty when there was none. */
  readonly bodyText: string;
  /** True for a body that is multipart/form-data. */
  readonly isMultipart: boolean;
}

/** The plain HTTP answer to what is no request to the endpoint, or undefined when it is one. */
export function refuseRoute(request: WireRequest): WireResponse | undefined {
  const path = request.url.split('?', 1)[0] ?? '';
  if (path !== ENDPOINT_PATH) return plainText(404, `Not found: the Integration Server answers at ${ENDPOINT_PATH} only.`);
  if (request.method !== 'POST' && request.method !== 'GET') {
    return plainText(405, `Method ${request.method.slice(0, 20)} not allowed: use POST.`, { allow: 'GET, POST' });
  }
  return undefined;
}

/** Bytes → fields. Never throws: what cannot be read has no fields, and advisories say why. */
export function decode(request: WireRequest, advise: Advise): Decoded {
  const { url, body } = request;
  const contentType = header(request, 'content-type') ?? '';
  const bodyText = body.length === 0 ? '' : decodeText(body, charsetOf(contentType));
  const isMultipart = body.length > 0 && mediaTypeOf(contentType) === MULTIPART;
  return { fields: readFields({ url, contentType, text: bodyText, bytes: body }, advise), bodyText, isMultipart };
}

/** A message whose body is known as text, and where its own charset matters also as bytes. */
export interface MessageText {
  readonly url: string;
  readonly contentType: string;
  readonly text: string;
  readonly bytes?: Uint8Array;
}

/** Text → fields; the journal reads them again from what it kept. */
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
  // Whose job came in the query need not send another one: what they lose is the body.
  if (mediaType === 'application/json' && !isJobKnown) advise('json-body');
  else advise('body-not-read', mediaType === undefined || mediaType === '' ? 'none' : mediaType.slice(0, 60));
  return [];
}

function mediaTypeOf(contentType: string): string | undefined {
  return contentType === FORM ? FORM : contentType.split(';', 1)[0]?.trim().toLowerCase();
}

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

/** Text editors and heredocs end a file with a line end that is no part of the last value. */
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

/** The traces of JSON that was pasted into a form body without percent-encoding. */
function adviseOnBody(pairs: readonly FormPair[], fields: ReadonlyMap<string, string>, advise: Advise): void {
  for (const { name, value, raw } of pairs) {
    if (raw.includes('+') && /^[\s{[]/.test(raw) && SPACED_ADDRESS.test(value)) advise('plus-became-space', name.slice(0, 60));
  }
  // `curl -d '{…}'` calls JSON a form.
  if (!fields.has(JOB) && /^[{[]/.test(pairs[0]?.name.trimStart() ?? '')) advise('json-body');
  adviseOnCut(pairs, advise);
}

/** Of a JSON value that an `&` ended, the rest comes as a field whose name no client would choose. */
function adviseOnCut(pairs: readonly FormPair[], advise: Advise): void {
  const rest = pairs.findIndex(({ name }) => /["{}[\]]/.test(name));
  const cut = pairs.slice(0, Math.max(0, rest)).findLast(({ raw }) => /^\s*[{[]/.test(raw));
  if (cut === undefined) return;
  const name = cut.name.slice(0, 60);
  const key = lastKey(cut.value);
  advise('cut-at-ampersand', key === undefined ? name : `${name} after the key "${key}"`);
}

/** The last key of JSON that is cut off. Never its value, which may be a secret. */
function lastKey(json: string): string | undefined {
  return [...json.slice(-MAX_TAIL_LENGTH).matchAll(/"([\w-]{1,60})"\s*:/g)].at(-1)?.[1];
}

const MAX_TAIL_LENGTH = 2000;

/** `a b@x.com` inside quotes: most likely `a+b@x.com` that nobody encoded. */
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
    // An unknown label is no reason to drop the request; UTF-8 is what clients mean.
    return 'utf-8';
  }
}
