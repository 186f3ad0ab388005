import { shownURL } from '../util/redact/shown-url.js';

/** Reads a URL option of `createClient`. Throws TypeError whose message leaves out secrets in the URL. */
export function readURL(option: string, text: string): URL {
  const shown = `${option} '${shownURL(String(text))}'`;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) throw new TypeError(`${shown} is not an http or https URL.`);
  const url = new URL(text);
  // `fetch` refuses such a URL, and its error contains the whole URL.
  if (url.username !== '' || url.password !== '')
    throw new TypeError(`${shown} contains a user name or password, which fetch does not send.`);
  return url;
}
