import { shownURL } from '../util/redact/shown-url.js';

/** Reads the URL in an option of `createClient`. Throws TypeError, without secrets that the URL may contain. */
export function readURL(option: string, text: string): URL {
  const shown = `${option} '${shownURL(String(text))}'`;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) throw new TypeError(`${shown} is not an http or https URL.`);
  const url = new URL(text);
  // `fetch` refuses such a URL, and quotes it whole.
  if (url.username !== '' || url.password !== '')
    throw new TypeError(`${shown} contains a user name or password, which fetch does not send.`);
  return url;
}
