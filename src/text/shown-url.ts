/**
 * A URL as messages may show it: without user and password, query and fragment, as either may hold a secret. A text that is
 * no URL loses what would be these.
 * @example shownURL('https://u:pw@feeds.example/a?sig=x') // 'https://feeds.example/a'
 */
export function shownURL(url: string): string {
  // By hand, as most that is shown is shown because no parser takes it. What stands before the last @ is the user's.
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)?([^?#]*)/is.exec(url.trim()) ?? [];
  const at = rest.lastIndexOf('@');
  return scheme + rest.slice(at + 1);
}
