import { type Inventory, inventoryFlow } from '../flows/index.js';
import { terminalText } from '../util/terminal-text.js';
import { eachExport, reportFailures } from './each-export.js';

/** Prints what each export contains and needs; exit code 2 if a file is not an export. */
export function flowInventory(paths: readonly string[], { json }: { readonly json?: boolean }): number {
  const examined = eachExport(paths, (file) => inventoryFlow(file));
  const inventories = examined.flatMap((each) => (each.error === undefined ? [each.value] : []));
  process.stdout.write(json === true ? `${JSON.stringify(inventories)}\n` : terminalText(inventories.map(inventoryText).join('\n')));
  return reportFailures(examined);
}

/** A name that is longer moves the columns of its line only. */
const MAX_ID_WIDTH = 36;

/** Whether each card runs here, before its names, which are of any length. */
function cardLines(cards: Inventory['cards']): string[] {
  const supports = cards.map(({ support, evidence = '' }) => (support === 'run' ? `runs (${evidence})` : SUPPORT[support]));
  const wide = Math.max(0, ...supports.map(({ length }) => length));
  const idWidth = Math.min(MAX_ID_WIDTH, Math.max(0, ...cards.map(({ id }) => id.length)));
  return cards.map(({ id, title, uses }, index) =>
    `${String(uses).padStart(4)}  ${(supports[index] ?? '').padEnd(wide)}  ${id.padEnd(idWidth)}  ${title}`.trimEnd(),
  );
}

const SUPPORT = { stub: 'needs a stub', no: 'NOT SUPPORTED' } as const;

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
    ...list('Cards', cardLines(cards)),
    ...(cards.some(({ support }) => support === 'stub')
      ? [`To get the stubs: expensify-emulator flow stubs "${source}" > stubs.yaml`, '']
      : []),
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
