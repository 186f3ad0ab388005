import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, messageOf } from '../../util/error-message.js';
import { FlowFileError } from '../problem.js';

const EXPORT = /\.(?:flow|folder|flopack)$/i;

/** Whether a file name has an extension of Okta Workflows exports. @example isExportName('nightly.flow') // true */
export function isExportName(name: string): boolean {
  return EXPORT.test(name);
}

/** Large, and without exports. */
const SKIPPED = new Set(['node_modules', '.git']);
const MAX_DEPTH = 30;
const MAX_FILES = 10_000;
const MAX_ENTRIES = 200_000;

/**
 * The exports in a folder and its subfolders, sorted by path; for a file, its own path. Symbolic links in the folder are
 * not followed, which avoids endless loops. Throws FlowFileError for a path that does not exist or a folder without an export.
 * @example findExports('backups') // ['backups/hr/provision.folder', 'backups/nightly.flow']
 */
export function findExports(path: string): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const found = walk(path);
    if (found.length === 0) throw new FlowFileError(`${path}: the folder contains no .flow, .folder or .flopack file.`);
    return found;
  } catch (error) {
    if (error instanceof FlowFileError) throw error;
    throw new FlowFileError(
      `${path}: ${codeOf(error) === 'ENOENT' ? 'the file does not exist' : `the file can't be read (${messageOf(error)})`}.`,
    );
  }
}

function walk(top: string): string[] {
  const found: string[] = [];
  const open = [{ folder: top, depth: 0 }];
  let entries = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { folder, depth } = next;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      entries++;
      const path = join(folder, entry.name);
      if (entry.isFile() && isExportName(entry.name)) found.push(path);
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) open.push({ folder: path, depth: depth + 1 });
    }
    if (found.length > MAX_FILES || entries > MAX_ENTRIES || depth > MAX_DEPTH) throw new FlowFileError(tooLarge(top));
  }
  return found.toSorted((one, other) => (one < other ? -1 : 1));
}

function tooLarge(top: string): string {
  return `${top}: the folder is too large. The limits are ${MAX_FILES} exports, ${MAX_ENTRIES} entries and ${MAX_DEPTH} levels. Pass one of its subfolders.`;
}
