import { ROUTES } from './directory-source.js';

/** True for a request that a file of users can answer, regardless of its content. @example isServed('GET', '/api/v1/users/00u1') // true */
export function isServed(method: string, path: string): boolean {
  // A typed-in path may not be a valid URL; a stray percent sign does not change the route.
  const plain = path.replaceAll('%', 'x');
  if (!URL.canParse(plain, 'https://okta.invalid')) return false;
  const { pathname, searchParams } = new URL(plain, 'https://okta.invalid');
  return !searchParams.has('expand') && ROUTES.some((route) => route.method === method && route.path.test(pathname));
}
