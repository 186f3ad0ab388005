import { type Advisory, type AdvisoryCode, toAdvisory } from './table.js';

/** Adds an advisory to the current exchange. `detail` fills the gap in its text; never pass a secret. */
export type Advise = (code: AdvisoryCode, detail?: string) => void;

/** A feed of 100,000 invalid records needs no 100,000 advisories. */
const MAX_PER_EXCHANGE = 50;
const MAX_DETAIL_LENGTH = 200;

/** Collects the advisories of one exchange, without duplicates. */
export function createAdvisoryList(): { readonly advise: Advise; readonly list: readonly Advisory[] } {
  const list: Advisory[] = [];
  const advise: Advise = (code, detail = '') => {
    if (list.length >= MAX_PER_EXCHANGE) return;
    const advisory = toAdvisory(code, detail.slice(0, MAX_DETAIL_LENGTH));
    if (!list.some(({ message }) => message === advisory.message)) list.push(advisory);
  };
  return { advise, list };
}

interface AdvisoryHeaders {
  readonly 'x-emulator-advisory': string;
  readonly 'x-emulator-advisory-text': string;
}

/** The headers of a response with advisories. */
export function advisoryHeaders(list: readonly Advisory[]): AdvisoryHeaders {
  const isSame = latest?.list.length === list.length && list.every((advisory, index) => advisory === latest?.list[index]);
  if (latest === undefined || !isSame) {
    // A copy, because an upload may still add to the list after the response.
    latest = {
      list: [...list],
      headers: { 'x-emulator-advisory': advisoryHeader(list), 'x-emulator-advisory-text': advisoryTextHeader(list) },
    };
  }
  return latest.headers;
}

/** A fast client gets the same advisories again and again. */
let latest: { readonly list: readonly Advisory[]; readonly headers: AdvisoryHeaders } | undefined;

/** The codes for the response header, without duplicates: `unknown-key, early-retry`. */
export function advisoryHeader(list: readonly Advisory[]): string {
  let header = '';
  for (const advisory of list) {
    if (list.find(({ code }) => code === advisory.code) !== advisory) continue;
    header += header === '' ? advisory.code : `, ${advisory.code}`;
  }
  return header;
}

/** What a header cannot contain, and what separates its items. */
const ODD = /[^ -~]|[%,;]/;
const EACH_ODD = /[^ -~]|[%,;]/gu;

/** Clients limit the headers they read; Node accepts 16 KB in total. */
const MAX_HEADER_LENGTH = 4000;

/**
 * The messages for a second response header, each after its code, so a client on another machine can show them.
 * Percent signs, commas, semicolons and non-ASCII characters are percent-encoded. Messages beyond 4,000 characters are left out.
 * @example advisoryTextHeader(list) // "unread-field;The form field 'x' was ignored: …"
 */
export function advisoryTextHeader(list: readonly Advisory[]): string {
  let header = '';
  for (const { code, message } of list) {
    const plain = ODD.test(message) ? message.toWellFormed().replaceAll(EACH_ODD, encodeURIComponent) : message;
    const item = `${header === '' ? '' : ', '}${code};${plain}`;
    if (header.length + item.length > MAX_HEADER_LENGTH) break;
    header += item;
  }
  return header;
}
