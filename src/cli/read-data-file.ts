import { readJson } from '../util/read-json.js';
import { readTextFile } from './read-text-file.js';
import { UsageError } from './usage-error.js';

const MAX_YAML_LENGTH = 10 * 1024 * 1024;

/** A YAML or JSON file as plain data. Throws UsageError that names file, line and column, and quotes nothing of the file. */
export async function readDataFile(path: string): Promise<unknown> {
  const text = await readTextFile(path);
  // A list of all users of an org is JSON of many megabytes, which the YAML reader takes a hundred times as long for.
  const json = readJson(text);
  if (json !== undefined) return json;
  if (text.length > MAX_YAML_LENGTH) throw new UsageError(`${path}: the file is too large for YAML (at most 10 MB). Write it as JSON.`);
  // The YAML reader is loaded only when a file is read, as it takes its time.
  const { readYaml } = await import('../util/yaml-document.js');
  const { document, problem } = readYaml(text);
  if (problem !== undefined) throw new UsageError(`${path}: this is not valid ${/\.json$/i.test(path) ? 'JSON' : 'YAML'}: ${problem}.`);
  return document.toJS({ maxAliasCount: 100 });
}
