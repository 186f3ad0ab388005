import { ENDPOINT_PATH } from '../protocol/endpoint.js';
import { decodeUtf8 } from '../runtime/bytes.js';
import type { ReadRequest } from './open-exchange.js';
import type { WireRequest } from './wire/message.js';

/** As most clients write it, and as `fetch` writes it for URLSearchParams. Both mean the same. */
const FORMS: ReadonlySet<unknown> = new Set(['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded;charset=UTF-8']);
const MAX_REQUESTS = 64;
/** In bytes. */
const MAX_BODY_LENGTH = 4096;

/**
 * The small forms that were sent more than once lately. Tests and clients that poll send the same bytes again and again, and
 * reading and redacting them takes half the time of a `get policyList`. Lives in memory only, like the secrets of the credentials.
 */
export class RecentRequests {
  readonly #kept = new LatestTexts<ReadRequest>();
  /** Only the text is kept of a request that was sent once, so that clients that never repeat one cost little and drop nothing. */
  readonly #sentOnce = new LatestTexts<true>();

  /** The text by which a request is known again. Undefined if more than the body decides what it means. */
  textOf({ method, url, headers, body }: WireRequest): string | undefined {
    const isPlain = method === 'POST' && url === ENDPOINT_PATH && FORMS.has(headers['content-type']);
    return isPlain && body.length <= MAX_BODY_LENGTH ? decodeUtf8(body) : undefined;
  }

  find(text: string | undefined): ReadRequest | undefined {
    return text === undefined ? undefined : this.#kept.find(text, hashOf(text));
  }

  /** Keeps what reading found if the text was sent before. Nothing may change it afterwards. */
  sent(text: string | undefined, read: ReadRequest): void {
    if (text === undefined) return;
    const hash = hashOf(text);
    if (this.#sentOnce.find(text, hash) === undefined) this.#sentOnce.add(text, hash, true);
    else this.#kept.add(text, hash, read);
  }

  clear(): void {
    this.#kept.clear();
    this.#sentOnce.clear();
  }
}

/** The last 64 texts, each with a value. A new one replaces the oldest. */
class LatestTexts<T> {
  #hashes: number[] = [];
  #entries: { readonly text: string; readonly value: T }[] = [];
  #next = 0;

  /** Texts with the same hash are compared. A Map would hash every character first, which takes longer. */
  find(text: string, hash: number): T | undefined {
    for (let place = this.#hashes.indexOf(hash); place !== -1; place = this.#hashes.indexOf(hash, place + 1)) {
      const entry = this.#entries[place];
      if (entry?.text === text) return entry.value;
    }
    return undefined;
  }

  add(text: string, hash: number, value: T): void {
    this.#hashes[this.#next] = hash;
    this.#entries[this.#next] = { text, value };
    this.#next = (this.#next + 1) % MAX_REQUESTS;
  }

  clear(): void {
    this.#hashes = [];
    this.#entries = [];
    this.#next = 0;
  }
}

/** So many characters at the end are hashed. Requests of one kind mostly differ there. */
const END = 24;
/** So many of the characters before them are hashed. */
const SAMPLES = 12;

function hashOf(text: string): number {
  let hash = text.length;
  const end = Math.max(0, text.length - END);
  for (let index = end; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  const step = Math.max(1, Math.ceil(end / SAMPLES));
  for (let index = 0; index < end; index += step) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}
