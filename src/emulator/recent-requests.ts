import { ENDPOINT_PATH } from '../protocol/endpoint.js';
import { decodeUtf8 } from '../runtime/bytes.js';
import type { ReadRequest } from './open-exchange.js';
import type { WireRequest } from './wire/message.js';

/** As most clients write it, and as `fetch` writes it for URLSearchParams. Both mean the same. */
const FORMS: ReadonlySet<unknown> = new Set(['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded;charset=UTF-8']);
const GROUPS = 16;
const PLACES_OF_A_GROUP = 4;
/** In bytes. */
const MAX_BODY_LENGTH = 4096;

/** A request that was sent. The first time tells nothing, so that clients that never repeat a request pay for a place only. */
interface Sent {
  readonly hash: number;
  readonly text: string;
  readonly read?: ReadRequest;
}

/**
 * The small forms that were sent more than once lately. Tests and clients that poll send the same bytes again and again, and
 * reading and redacting them takes half the time of a `get policyList`. There are 64 places in groups of four, and each text has one
 * group, where it takes the place of an older one. Lives in memory only, like the secrets of the credentials.
 */
export class RecentRequests {
  #places: (Sent | undefined)[] = [];
  /** The place in a group that is filled next. */
  #turn = 0;

  /** The text by which a request is known again. Undefined if more than the body decides what it means. */
  textOf({ method, url, headers, body }: WireRequest): string | undefined {
    const isPlain = method === 'POST' && url === ENDPOINT_PATH && FORMS.has(headers['content-type']);
    return isPlain && body.length <= MAX_BODY_LENGTH ? decodeUtf8(body) : undefined;
  }

  find(text: string | undefined): ReadRequest | undefined {
    return text === undefined ? undefined : this.#places[this.#placeOf(text, hashOf(text)) ?? -1]?.read;
  }

  /** Keeps what reading found if the text was sent before. Nothing may change it afterwards. */
  sent(text: string | undefined, read: ReadRequest): void {
    if (text === undefined) return;
    const hash = hashOf(text);
    const place = this.#placeOf(text, hash);
    if (place !== undefined) this.#places[place] = { hash, text, read };
    else this.#places[firstPlaceOf(hash) + (this.#turn++ % PLACES_OF_A_GROUP)] = { hash, text };
  }

  #placeOf(text: string, hash: number): number | undefined {
    const first = firstPlaceOf(hash);
    for (let place = first; place < first + PLACES_OF_A_GROUP; place++) {
      const sent = this.#places[place];
      if (sent?.hash === hash && sent.text === text) return place;
    }
    return undefined;
  }

  clear(): void {
    this.#places = [];
  }
}

/** The first place of a text's group. */
function firstPlaceOf(hash: number): number {
  return ((hash >>> 0) % GROUPS) * PLACES_OF_A_GROUP;
}

/** How many characters at the end are hashed, where the same request about somebody else differs most often. */
const END = 24;
/** How many of the others are. Hashing all of them, as a Map does, takes longer than comparing two texts. */
const SAMPLES = 12;

function hashOf(text: string): number {
  let hash = text.length;
  const end = Math.max(0, text.length - END);
  for (let index = end; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  const step = Math.max(1, Math.ceil(end / SAMPLES));
  for (let index = 0; index < end; index += step) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}
