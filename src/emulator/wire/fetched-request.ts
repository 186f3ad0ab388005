import { encodeUtf8 } from '../../runtime/bytes.js';
import type { WireRequest } from './message.js';

type Input = Parameters<typeof fetch>[0];
type Init = Parameters<typeof fetch>[1];

/** What was passed to `fetch`, as the core reads it. Throws what `new Request` throws. */
export interface FetchedRequest {
  readonly wire: WireRequest;
  readonly signal?: AbortSignal;
}

/** Reads the arguments of `fetch`. A plain POST of a text, which is what most tests send, needs no `Request`, which takes longer than a job. */
export async function fetchedRequest(input: Input, init: Init): Promise<FetchedRequest> {
  const plain = typeof input === 'string' && init !== undefined ? plainPost(input, init) : undefined;
  if (plain !== undefined) return plain;
  const request = new Request(input, init);
  const { method, signal } = request;
  const body = await bytesOf(request, init?.body);
  return { wire: { method, body, ...placed(request.url, request.headers) }, signal };
}

const PLAIN_KEYS: ReadonlySet<string> = new Set(['method', 'headers', 'body']);

function plainPost(input: string, init: RequestInit): FetchedRequest | undefined {
  const { method, body } = init;
  if (method !== 'POST' || (typeof body !== 'string' && !(body instanceof URLSearchParams))) return undefined;
  for (const key of Object.keys(init)) if (!PLAIN_KEYS.has(key)) return undefined;
  const headers = new Headers(init.headers);
  if (!headers.has('content-type')) headers.set('content-type', typeof body === 'string' ? TEXT : FORM_OF_PARAMETERS);
  return { wire: { method, body: encodeUtf8(body.toString()), ...placed(urlOf(input), headers) } };
}

/** The content types that `fetch` sends for a text and for URLSearchParams. */
const TEXT = 'text/plain;charset=UTF-8';
const FORM_OF_PARAMETERS = 'application/x-www-form-urlencoded;charset=UTF-8';

/** The complete URLs of the texts that were passed lately. Most tests use one. */
const urls = new Map<string, string>();
const MAX_URLS = 16;

function urlOf(input: string): string {
  const known = urls.get(input);
  if (known !== undefined) return known;
  const { url } = new Request(input);
  if (urls.size >= MAX_URLS) urls.clear();
  urls.set(input, url);
  return url;
}

/** A request's URL is complete and has no user or password, so it can be split without parsing it a second time. */
function placed(complete: string, all: Headers): Pick<WireRequest, 'url' | 'headers'> {
  const [, host = '', url = ''] = HOST_AND_PATH.exec(complete) ?? [];
  const headers: Record<string, string> = { host };
  for (const [name, value] of all) headers[name] = value;
  return { url, headers };
}

const HOST_AND_PATH = /^[a-z]+:\/\/([^/]*)([^#]*)/;

/** A text is encoded here, because reading it back from the request takes as long as a job. */
async function bytesOf(request: Request, body: RequestInit['body']): Promise<Uint8Array> {
  if (typeof body === 'string') return encodeUtf8(body);
  if (body instanceof URLSearchParams) return encodeUtf8(body.toString());
  return new Uint8Array(await request.arrayBuffer());
}
