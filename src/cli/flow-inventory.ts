import { type Inventory, inventoryFlow } from '../flows/index.js';
import { terminalText } from '../util/terminal-text.js';
import { eachExport, reportFailures } from './each-export.js';

/** Prints what each export contains and needs; exit code 2 when a file is no export. */
export function flowInventory(paths: readonly string[], { json }: { readonly json?: boolean }): number {
  const examined = eachExport(paths, (file) => inventoryFlow(file));
  const inventories = examined.flatMap((each) => (each.error === undefined ? [each.value] : []));
  process.stdout.write(json === true ? `${JSON.stringify(inventories)}\n` : terminalText(inventories.map(inventoryText).join('\n')));
  return reportFailures(examined);
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
