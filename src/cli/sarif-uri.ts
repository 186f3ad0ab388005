import { isAbsolute, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A file as SARIF names it: relative to a folder, as code scanning wants it; what lies outside can only be named by its
 * whole path.
 * @example sarifURI('flows/my flow.flow') // { uri: 'flows/my%20flow.flow', isRelative: true }
 */
export function sarifURI(file: string, folder = process.cwd()): { readonly uri: string; readonly isRelative: boolean } {
  const path = relative(folder, resolve(folder, file)).replaceAll('\\', '/');
  if (path.startsWith('../') || isAbsolute(path)) return { uri: pathToFileURL(resolve(folder, file)).href, isRelative: false };
  return { uri: path.split('/').map(encodeURIComponent).join('/'), isRelative: true };
}
