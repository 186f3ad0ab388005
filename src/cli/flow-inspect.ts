import { type Inventory, inventoryFlow, type LintProblem, lintFlow, loadFlow, mermaid } from '../flows/index.js';
import { toSarif } from '../flows/show/sarif.js';
import { version } from '../util/version.js';
import { writeFile } from './flow-run.js';

/** Prints what each export holds; exit code 0. */
export function flowInventory(files: readonly string[], { json }: { readonly json?: boolean }): number {
  const inventories = files.map((file) => inventoryFlow(file));
  process.stdout.write(json === true ? `${JSON.stringify(inventories)}\n` : inventories.map(inventoryText).join('\n'));
  return 0;
}

const SUPPORT = { run: ' ', stub: 'needs a stub', no: 'NOT SUPPORTED' } as const;

function inventoryText({ source, version: format, flows, cards, hosts, connections, tables, missingHelpers }: Inventory): string {
  const list = (title: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [title, ...items.map((item) => `  ${item}`), ''];
  return [
    `${source} (version ${format})`,
    '',
    ...list(
      'Flows',
      flows.map(
        ({ name, start, inputs, cards: count }) =>
          `${name}: ${count} cards, starts with ${start}${inputs.length > 0 ? `, takes ${inputs.join(', ')}` : ''}`,
      ),
    ),
    ...list(
      'Cards',
      cards.map(
        ({ id, title, uses, support, evidence }) =>
          `${String(uses).padStart(4)}  ${id.padEnd(36)} ${title.padEnd(26)} ${support === 'run' ? evidence : SUPPORT[support]}`,
      ),
    ),
    ...list('Hosts', hosts),
    ...list(
      'Connections',
      connections.map(({ name, module }) => `${name} (${module})`),
    ),
    ...list(
      'Tables',
      tables.map(({ name, columns }) => `${name}: ${columns.join(', ')}`),
    ),
    ...list('Helpers that are not in the export', missingHelpers),
  ].join('\n');
}

/** Prints what the lints find; exit code 1 when one is an error. */
export function flowLint(files: readonly string[], { sarif, json }: { readonly sarif?: string; readonly json?: boolean }): number {
  const found = files.map((file) => ({ file, problems: lintFlow(file) }));
  if (sarif !== undefined) {
    const text = `${JSON.stringify(toSarif(found, version()), null, 2)}\n`;
    if (sarif === '-') process.stdout.write(text);
    else writeFile(sarif, text);
  }
  if (json === true) process.stdout.write(`${JSON.stringify(found)}\n`);
  else if (sarif !== '-') process.stdout.write(lintText(found));
  return found.some(({ problems }) => problems.some(({ level }) => level === 'error')) ? 1 : 0;
}

function lintText(found: readonly { readonly file: string; readonly problems: readonly LintProblem[] }[]): string {
  const all = found.flatMap(({ problems }) => problems);
  const lines = found.flatMap(({ file, problems }) =>
    problems.flatMap(({ level, code, flow, card, message, why, fix }) => [
      `${file}: ${level} ${code}`,
      `  ${card === undefined ? flow : `${flow} › ${card.title}`}: ${message}`,
      `  Why: ${why}`,
      `  Fix: ${fix}`,
      '',
    ]),
  );
  const count = (level: string): number => all.filter((problem) => problem.level === level).length;
  return `${[...lines, `${count('error')} errors, ${count('warning')} warnings, ${count('note')} notes in ${found.length === 1 ? '1 file' : `${found.length} files`}`].join('\n')}\n`;
}

/** Prints the flows as Mermaid; exit code 0. */
export function flowGraph(file: string): number {
  process.stdout.write(mermaid(loadFlow(file)));
  return 0;
}
