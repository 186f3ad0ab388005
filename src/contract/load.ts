import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messageOf } from '../util/error-message.js';
import { PACKAGE_FOLDER } from '../util/package-folder.js';
import { describeIssue, sayIssue } from '../util/say-issue.js';
import { readYaml } from '../util/yaml-document.js';
import { ContractError } from './contract-error.js';
import { expandFile } from './expand.js';
import { addNames, type Names, NO_NAMES } from './names.js';
import type { Interaction } from './schema.js';
import { contractJSONSchema, type WrittenFile, writtenFile } from './written.js';

/** An interaction and its file. */
export interface LoadedInteraction {
  /** `update-employees/terminate` for update-employees/terminate.yaml. */
  readonly file: string;
  readonly interaction: Interaction;
}

/** The contracts that come with the package. */
export const CONTRACTS_FOLDER = fileURLToPath(new URL('contracts/', PACKAGE_FOLDER));

/** Its names can be used in the other files of its folder. The names in the top folder can be used in all files. */
const SHARED = 'shared.yaml';

/**
 * Reads every contract of a folder and its subfolders. Throws a ContractError that names the file, the interaction and
 * what to change, including for duplicate ids.
 */
export async function loadContracts(folder: string = CONTRACTS_FOLDER): Promise<LoadedInteraction[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new ContractError(`The folder of contracts ${folder} can't be read: ${messageOf(error)}.`);
  });
  const topics = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  const shared = await namesOf(folder, SHARED, NO_NAMES);
  const all = [
    await loadFolder(folder, '', shared),
    ...(await Promise.all(
      topics.sort().map(async (topic) => loadFolder(folder, topic, await namesOf(folder, `${topic}/${SHARED}`, shared))),
    )),
  ].flat();
  const seen = new Map<string, string>();
  for (const { file, interaction } of all) {
    const other = seen.get(interaction.id);
    if (other !== undefined)
      throw new ContractError(`${file}.yaml: the id ${interaction.id} is used twice, also in ${other}.yaml; choose another one.`);
    seen.set(interaction.id, file);
  }
  return all;
}

async function loadFolder(folder: string, topic: string, names: Names): Promise<LoadedInteraction[]> {
  const files = (await readdir(join(folder, topic))).filter((name) => name.endsWith('.yaml') && name !== SHARED).sort();
  const loaded = await Promise.all(files.map((name) => loadFile(folder, topic === '' ? name : `${topic}/${name}`, names)));
  return loaded.flat();
}

async function loadFile(folder: string, name: string, names: Names): Promise<LoadedInteraction[]> {
  const written = readWritten(await readFile(join(folder, name), 'utf8'), name);
  return inFile(name, () => {
    if (written.interactions === undefined) throw new ContractError(`interactions is missing; only ${SHARED} files have none.`);
    return expandFile(written, addNames(names, written));
  }).map((interaction) => ({ file: name.replace(/\.yaml$/, ''), interaction }));
}

/** The names of a shared file in addition to those of the folders above. The file is optional. */
async function namesOf(folder: string, name: string, above: Names): Promise<Names> {
  let text: string;
  try {
    text = await readFile(join(folder, name), 'utf8');
  } catch {
    return above;
  }
  const written = readWritten(text, name);
  return inFile(name, () => {
    if (written.interactions !== undefined)
      throw new ContractError(`a ${SHARED} can only contain names; move its interactions to another file.`);
    return addNames(above, written);
  });
}

function readWritten(text: string, name: string): WrittenFile {
  const content = inFile(name, () => parseYaml(text));
  const result = writtenFile.safeParse(content, { error: sayIssue });
  if (result.success) return result.data;
  throw new ContractError(`${name}: ${describeIssue(result.error.issues, contractJSONSchema, 'the file') ?? 'is not a contract.'}`);
}

function parseYaml(text: string): unknown {
  const { document, problem } = readYaml(text);
  if (problem !== undefined) throw new ContractError(`this is not valid YAML: ${problem}.`);
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new ContractError(`this can't be read: ${messageOf(error)}.`);
  }
}

function inFile<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ContractError ? new ContractError(`${name}: ${error.message}`) : error;
  }
}
