import { splitURL } from './secrets-in-url.js';

/**
 * A URL for messages, without user, password, query and fragment, which may contain secrets. A text that is
 * not a URL loses the parts that look like these.
 * @example shownURL('https://u:pw@feeds.example/a?sig=x') // 'https://feeds.example/a'
 */
export function shownURL(url: string): string {
  const written = url.trim();
  const { userinfo, port, pairs } = splitURL(written);
  const withoutUser = userinfo === '' ? written : written.replace(userinfo, () => '').replace(/@|%(?:25){0,3}40/i, '');
  // Text in place of a port, and parameters in the path.
  const shown = [port, ...pairs].reduce((text, part) => (part === '' ? text : text.replace(part, () => '')), withoutUser);
  return shown.split(/[?#]/, 1)[0] ?? '';
}
