import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { contractFile, type Interaction } from './schema.js';

/** An interaction and the file it stands in. */
export interface LoadedInteraction {
  /** `update-employees` for update-employees.yaml. */
  readonly file: string;
  readonly interaction: Interaction;
}

/** The contracts that come with the package. */
export const CONTRACTS_FOLDER = fileURLToPath(new URL('../../contracts/', import.meta.url));

/** Reads every contract of a folder. Throws Error that names file and path of what is wrong, and of an id used twice. */
export async function loadContracts(folder: string = CONTRACTS_FOLDER): Promise<LoadedInteraction[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const loaded = await Promise.all(names.map((name) => loadFile(folder, name)));
  const all = loaded.flat();
  const seen = new Set<string>();
  for (const { file, interaction } of all) {
    if (seen.has(interaction.id)) throw new Error(`${file}.yaml: the id ${interaction.id} is used twice.`);
    seen.add(interaction.id);
  }
  return all;
}

async function loadFile(folder: string, name: string): Promise<LoadedInteraction[]> {
  const text = await readFile(`${folder.replace(/\/?$/, '/')}${name}`, 'utf8');
  const content = parseYaml(text, name);
  const result = contractFile.safeParse(content);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(`${name}: ${issue?.path.join('.')} ${issue?.message}`);
  }
  return result.data.interactions.map((interaction) => ({ file: name.replace(/\.yaml$/, ''), interaction }));
}

function parseYaml(text: string, name: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
}
