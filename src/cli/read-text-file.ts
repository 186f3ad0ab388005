import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { codeOf, messageOf } from '../util/error-message.js';
import { UsageError } from './usage-error.js';

/** Reads a file, or stdin for `-`, as text. Throws UsageError that names the file. */
export async function readTextFile(path: string): Promise<string> {
  try {
    return path === '-' ? await text(process.stdin) : await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path}: ${reasonOf(error)}.`);
  }
}

function reasonOf(error: unknown): string {
  if (codeOf(error) === 'ENOENT') return 'the file does not exist';
  return codeOf(error) === 'EISDIR' ? 'this is a folder' : messageOf(error);
}
