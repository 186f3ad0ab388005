import { readFile } from 'node:fs/promises';
import { UsageError } from './usage-error.js';

/** A YAML or JSON file as plain data. Throws UsageError that names file, line and column. */
export async function readDataFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const reason =
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? 'there is no such file'
        : error instanceof Error
          ? error.message
          : error;
    throw new UsageError(`${path}: ${reason}.`);
  }
  // JSON is YAML too; the YAML reader is loaded only when a file is read, as it takes its time.
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { prettyErrors: true });
  const [problem] = document.errors;
  if (problem !== undefined) throw new UsageError(`${path}: ${problem.message.split('\n')[0]?.replace(/:$/, '')}.`);
  return document.toJS({ maxAliasCount: 100 });
}
