import { readFileSync } from 'node:fs';
import { isObject } from './is-object.js';
import { PACKAGE_FOLDER } from './package-folder.js';

/** The package's version, from package.json. Read without a schema, because every command reads it. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('package.json', PACKAGE_FOLDER), 'utf8'));
  return isObject(manifest) ? String(manifest.version) : '';
}
