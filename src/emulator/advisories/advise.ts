import { type Advisory, type AdvisoryCode, toAdvisory } from './table.js';

/** Notes one advisory on the exchange at hand. `detail` fills the sentence's gap; never pass a secret. */
export type Advise = (code: AdvisoryCode, detail?: string) => void;

/** A feed of 100,000 wrong records needs no 100,000 advisories. */
const MAX_PER_EXCHANGE = 50;
const MAX_DETAIL_LENGTH = 200;

/** Collects the advisories of one exchange, each code and detail once. */
export function createAdvisoryList(): { readonly advise: Advise; readonly list: readonly Advisory[] } {
  const list: Advisory[] = [];
  const advise: Advise = (code, detail = '') => {
    if (list.length >= MAX_PER_EXCHANGE) return;
    const advisory = toAdvisory(code, detail.slice(0, MAX_DETAIL_LENGTH));
    if (!list.some(({ message }) => message === advisory.message)) list.push(advisory);
  };
  return { advise, list };
}

/** `unknown-key, early-retry`: the codes for the response header, each once. */
export function advisoryHeader(list: readonly Advisory[]): string {
  const [first] = list;
  if (list.length === 1 && first !== undefined) return first.code;
  return [...new Set(list.map(({ code }) => code))].join(', ');
}

/** Clients bound the headers they read, Node at 16 KB in all. */
const MAX_HEADER_LENGTH = 4000;

/**
 * The messages for a second response header, each behind its code, so that a client on another machine can show them.
 * Percent signs, commas, semicolons and what is not ASCII are percent-encoded. Messages beyond 4,000 characters are left out.
 * @example advisoryTextHeader(list) // "unread-field;The form field 'x' was sent and nothing read it."
 */
export function advisoryTextHeader(list: readonly Advisory[]): string {
  let header = '';
  for (const { code, message } of list) {
    const item = `${header === '' ? '' : ', '}${code};${message.toWellFormed().replace(/[^ -~]|[%,;]/gu, encodeURIComponent)}`;
    if (header.length + item.length > MAX_HEADER_LENGTH) break;
    header += item;
  }
  return header;
}
