import { ENDPOINT_PATH } from '../protocol/endpoint.js';
import { decodeUtf8 } from '../runtime/bytes.js';
import type { ReadRequest } from './open-exchange.js';
import type { WireRequest } from './wire/message.js';

/** As most clients write it, and as `fetch` writes it for URLSearchParams. Both mean the same. */
const FORMS: ReadonlySet<unknown> = new Set(['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded;charset=UTF-8']);
const MAX_REQUESTS = 64;
/** In bytes. */
const MAX_BODY_LENGTH = 4096;

/** A request that was sent. The first time tells nothing, so that clients that never repeat a request pay for a place only. */
interface Sent {
  readonly text: string;
  readonly read?: ReadRequest;
}

/**
 * The small forms that were sent more than once lately. Tests and clients that poll send the same bytes again and again, and
 * reading and redacting them takes half the time of a `get policyList`. Each text has one place, where it takes the place of an
 * older one. Lives in memory only, like the secrets of the credentials.
 */
export class RecentRequests {
  #places: (Sent | undefined)[] = [];

  /** The text by which a request is known again. Undefined if more than the body decides what it means. */
  textOf({ method, url, headers, body }: WireRequest): string | undefined {
    const isPlain = method === 'POST' && url === ENDPOINT_PATH && FORMS.has(headers['content-type']);
    return isPlain && body.length <= MAX_BODY_LENGTH ? decodeUtf8(body) : undefined;
  }

  find(text: string | undefined): ReadRequest | undefined {
    const sent = text === undefined ? undefined : this.#places[placeOf(text)];
    return sent?.text === text ? sent?.read : undefined;
  }

  /** Keeps what reading found if the text was sent before. Nothing may change it afterwards. */
  sent(text: string | undefined, read: ReadRequest): void {
    if (text === undefined) return;
    const place = placeOf(text);
    this.#places[place] = this.#places[place]?.text === text ? { text, read } : { text };
  }

  clear(): void {
    this.#places = [];
  }
}

/** Characters of a text that are looked at. Hashing all of them, as a Map does, takes longer than comparing two texts. */
const SAMPLES = 24;

function placeOf(text: string): number {
  const step = Math.max(1, Math.floor(text.length / SAMPLES));
  let hash = text.length;
  for (let index = text.length - 1; index >= 0; index -= step) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return (hash >>> 0) % MAX_REQUESTS;
}
