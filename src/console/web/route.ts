import { useEffect, useState } from 'preact/hooks';

/** Where the user is: `#/requests/12?chip=failed`. What is filtered, opened and selected can be sent as a link. */
export interface Route {
  readonly path: readonly string[];
  readonly params: URLSearchParams;
}

function readRoute(): Route {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  return { path: path.split('/').map(decoded), params: new URLSearchParams(query) };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function useRoute(): Route {
  const [route, setRoute] = useState(readRoute);
  useEffect(() => {
    const follow = (): void => setRoute(readRoute());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}

type Params = Readonly<Record<string, string | undefined>>;

/** The fragment of a page. Empty parameters are left out, except that of a new member. */
export function hashOf(path: readonly string[], params: Params = {}): string {
  const query = new URLSearchParams(
    Object.entries(params).flatMap(([key, value]) => (value === undefined || (value === '' && key !== 'member') ? [] : [[key, value]])),
  ).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${query === '' ? '' : `?${query}`}`;
}

/** The same page with other parameters. */
function changed(params: Params): Params {
  return { ...Object.fromEntries(readRoute().params), ...params };
}

/** Changes parameters of the address without a new step in the browser's history: going back leaves the page. */
export function setParams(params: Params): void {
  history.replaceState(null, '', hashOf(readRoute().path, changed(params)));
  dispatchEvent(new HashChangeEvent('hashchange'));
}

/** Opens something on the same page, and keeps how it is filtered. Parameters with undefined are dropped. */
export function openPath(path: readonly string[], params: Params = {}): void {
  location.hash = hashOf(path, changed(params));
}
