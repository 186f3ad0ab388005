import { findExports } from '../flows/export/find-exports.js';
import { messageOf } from '../util/error-message.js';
import { terminalText } from '../util/terminal-text.js';
import { UserError } from '../util/user-error.js';

/** The result of examining one file. */
export type Examined<T> =
  | { readonly file: string; readonly value: T; readonly error?: undefined }
  | { readonly file: string; readonly error: string; readonly exitCode: number };

/** Examines each file, and each export of a folder. A file that cannot be read or examined is an error of its own. */
export function eachExport<T>(paths: readonly string[], examine: (file: string) => T): readonly Examined<T>[] {
  return paths.flatMap((path) => {
    const found = attempt(path, findExports);
    return found.error === undefined ? found.value.map((file) => attempt(file, examine)) : [found];
  });
}

function attempt<T>(file: string, work: (file: string) => T): Examined<T> {
  try {
    return { file, value: work(file) };
  } catch (error) {
    if (error instanceof UserError) return { file, error: error.message, exitCode: error.exitCode };
    return { file, error: `${file}: the file can't be checked (${messageOf(error)}). This is a bug in expensify-emulator.`, exitCode: 1 };
  }
}

/** Says on stderr what went wrong, a line for each file, and returns the highest exit code. */
export function reportFailures(examined: readonly Examined<unknown>[]): number {
  let code = 0;
  for (const each of examined) {
    if (each.error === undefined) continue;
    process.stderr.write(terminalText(`expensify-emulator: ${each.error}\n`));
    code = Math.max(code, each.exitCode);
  }
  return code;
}
