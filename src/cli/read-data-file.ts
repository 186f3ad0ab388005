import { readFile } from 'node:fs/promises';
import { codeOf, messageOf } from '../util/error-message.js';
import { UsageError } from './usage-error.js';

/** A YAML or JSON file as plain data. Throws UsageError that names file, line and column, and quotes nothing of the file. */
export async function readDataFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const reason = codeOf(error) === 'ENOENT' ? 'the file does not exist' : messageOf(error);
    throw new UsageError(`${path}: ${reason}.`);
  }
  // The YAML reader is loaded only when a file is read, as it takes its time.
  const { readYaml } = await import('../util/yaml-document.js');
  const { document, problem } = readYaml(text);
  if (problem !== undefined) throw new UsageError(`${path}: ${problem}.`);
  return document.toJS({ maxAliasCount: 100 });
}
