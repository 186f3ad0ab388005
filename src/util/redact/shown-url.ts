import { splitURL } from './secrets-in-url.js';

/**
 * A URL as messages may show it: without user and password, query and fragment, as each may hold a secret. A text that is
 * not a URL loses what would be these.
 * @example shownURL('https://u:pw@feeds.example/a?sig=x') // 'https://feeds.example/a'
 */
export function shownURL(url: string): string {
  const written = url.trim();
  const { userinfo, port, pairs } = splitURL(written);
  const withoutUser = userinfo === '' ? written : written.replace(userinfo, () => '').replace(/@|%(?:25){0,3}40/i, '');
  // What is no port, and parameters in the path.
  const shown = [port, ...pairs].reduce((text, part) => (part === '' ? text : text.replace(part, () => '')), withoutUser);
  return shown.split(/[?#]/, 1)[0] ?? '';
}
