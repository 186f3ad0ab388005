import { shownURL } from '../util/redact/shown-url.js';
import { UsageError } from './usage-error.js';

/**
 * Reads the URL of a flag; `others` are other values that the flag takes. Throws UsageError for anything but an http or https URL, and
 * for a URL with a user name or a password, which `fetch` would refuse with a message that shows the whole URL.
 */
export function readHttpURL(flag: string, text: string, others = ''): URL {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    throw new UsageError(`${flag} must be ${others}an http or https URL, not '${shownURL(text)}'.`);
  const url = new URL(text);
  if (url.username === '' && url.password === '') return url;
  throw new UsageError(`${flag} ${shownURL(text)} must not contain a user name or password.`);
}

/** True for a URL that leads to this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
