import { writeFileSync } from 'node:fs';
import { codeOf, messageOf } from '../util/error-message.js';
import { UsageError } from './usage-error.js';

/** Writes a file, or stdout for `-`. Throws UsageError that names the path. */
export function writeOutput(path: string, text: string): void {
  if (path === STDOUT) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`Can't write ${path}: ${reasonOf(error)}.`);
  }
}

/** In place of an output file, in every command. In place of an input file, it is stdin. */
const STDOUT = '-';

/** True if one of the outputs is stdout, so the command must print nothing else there. Throws UsageError if two are. */
export function takesStdout(outputs: Readonly<Record<string, string | undefined>>): boolean {
  const [first, second] = Object.entries(outputs).flatMap(([flag, path]) => (path === STDOUT ? [flag] : []));
  if (first !== undefined && second !== undefined)
    throw new UsageError(`${first} and ${second} are both - (stdout). Write one of them to a file.`);
  return first !== undefined;
}

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === 'ENOENT') return 'the folder does not exist';
  if (code === 'EISDIR') return 'this is a folder';
  return code === 'EACCES' ? 'permission denied' : messageOf(error);
}
