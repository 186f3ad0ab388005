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
  readonly #kept = new Map<string, ReadRequest>();
  /** The first time tells nothing, so that clients that never repeat a request pay for one entry only. */
  readonly #sentOnce = new Set<string>();

  /** The text by which a request is known again. Undefined if more than the body decides what it means. */
  textOf({ method, url, headers, body }: WireRequest): string | undefined {
    const isPlain = method === 'POST' && url === ENDPOINT_PATH && FORMS.has(headers['content-type']);
    return isPlain && body.length <= MAX_BODY_LENGTH ? decodeUtf8(body) : undefined;
  }

  find(text: string | undefined): ReadRequest | undefined {
    return text === undefined ? undefined : this.#kept.get(text);
  }

  /** Keeps what reading found if the text was sent before. Nothing may change it afterwards. */
  sent(text: string | undefined, read: ReadRequest): void {
    if (text === undefined) return;
    if (!this.#sentOnce.has(text)) {
      if (this.#sentOnce.size >= MAX_REQUESTS) this.#sentOnce.clear();
      this.#sentOnce.add(text);
      return;
    }
    this.#sentOnce.delete(text);
    if (this.#kept.size >= MAX_REQUESTS) this.#kept.clear();
    this.#kept.set(text, read);
  }

  clear(): void {
    this.#kept.clear();
    this.#sentOnce.clear();
  }
}
