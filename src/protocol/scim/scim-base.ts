import { SCIM_PATH } from './operations.js';

/**
 * The base URL without a trailing slash. A URL without a path gets the emulator's path, which is assumed.
 * @example scimBase('http://127.0.0.1:4310/') // 'http://127.0.0.1:4310/scim/v2'
 */
export function scimBase(url: string): string {
  const { origin, pathname } = new URL(url);
  const path = pathname.replace(/\/+$/, '');
  return origin + (path === '' ? SCIM_PATH : path);
}
