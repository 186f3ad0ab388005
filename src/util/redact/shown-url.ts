import { splitURL } from './secrets-in-url.js';

/**
 * A URL as messages may show it: without user and password, query and fragment, as each may hold a secret. A text that is
 * not a URL loses what would be these.
 * @example shownURL('https://u:pw@feeds.example/a?sig=x') // 'https://feeds.example/a'
 */
export function shownURL(url: string): string {
  const written = url.trim();
  const { userinfo } = splitURL(written);
  const shown = userinfo === '' ? written : written.replace(`${userinfo}@`, () => '');
  return shown.split(/[?#]/, 1)[0] ?? '';
}
