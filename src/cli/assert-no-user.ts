import { shownURL } from '../util/redact/shown-url.js';
import { UsageError } from './usage-error.js';

/** Throws UsageError for a URL with a user name or password: `fetch` refuses one, with a message that quotes it whole. */
export function assertNoUser(flag: string, url: string): void {
  const { username, password } = new URL(url);
  if (username === '' && password === '') return;
  throw new UsageError(`${flag} ${shownURL(url)} must not contain a user name or password: they are not sent.`);
}
