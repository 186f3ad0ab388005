import { ROUTES } from './directory-source.js';

/** True for a request that a file of users can answer, whoever the users are. @example isServed('GET', '/api/v1/users/00u1') // true */
export function isServed(method: string, path: string): boolean {
  // What an author typed may be no URL; a percent sign that encodes nothing makes no difference to which route it is.
  const plain = path.replaceAll('%', 'x');
  if (!URL.canParse(plain, 'https://okta.invalid')) return false;
  const { pathname, searchParams } = new URL(plain, 'https://okta.invalid');
  return !searchParams.has('expand') && ROUTES.some((route) => route.method === method && route.path.test(pathname));
}
