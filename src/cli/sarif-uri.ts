import { isAbsolute, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The URI of a file in SARIF. It is relative to a folder, as code scanning requires; a file outside of the folder needs its
 * whole path.
 * @example sarifURI('flows/my flow.flow') // { uri: 'flows/my%20flow.flow', isRelative: true }
 */
export function sarifURI(file: string, folder = process.cwd()): { readonly uri: string; readonly isRelative: boolean } {
  const path = relative(folder, resolve(folder, file)).replaceAll('\\', '/');
  if (path.startsWith('../') || isAbsolute(path)) return { uri: pathToFileURL(resolve(folder, file)).href, isRelative: false };
  return { uri: path.split('/').map(encodeURIComponent).join('/'), isRelative: true };
}
