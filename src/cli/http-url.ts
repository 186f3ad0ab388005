import { shownURL } from '../util/redact/shown-url.js';
import { UsageError } from './usage-error.js';

/**
 * The URL that a flag gives; `others` is what it takes as well. Throws UsageError for anything but an http or https URL,
 * and for one with a user name or password: `fetch` refuses those, with a message that quotes the URL whole.
 */
export function readHttpURL(flag: string, text: string, others = ''): URL {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    throw new UsageError(`${flag} must be ${others}an http or https URL, not '${shownURL(text)}'.`);
  const url = new URL(text);
  if (url.username === '' && url.password === '') return url;
  throw new UsageError(`${flag} ${shownURL(text)} must not contain a user name or password: they are not sent.`);
}

/** True for a URL that leads to this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
