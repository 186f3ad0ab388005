import type { WorldChange } from '../../../emulator/world/changes.js';

/** More than anyone reads. */
const MAX_CHANGES = 200;
/** The keys that tell the rows of a list apart, the best first. */
const KEYS = ['email', 'id', 'reportID', 'transactionID', 'partnerUserID', 'cardID', 'name', 'domain'];

export interface Difference {
  readonly changes: readonly WorldChange[];
  readonly isMore: boolean;
}

/** What differs between two snapshots, row by row. */
export function diffStates(before: unknown, after: unknown): Difference {
  const one = rowsOf(before);
  const other = rowsOf(after);
  const changes: WorldChange[] = [];
  for (const path of new Set([...one.keys(), ...other.keys()])) {
    const old = one.get(path);
    const next = other.get(path);
    if (JSON.stringify(old) === JSON.stringify(next)) continue;
    const at = path.indexOf(' ');
    changes.push({
      collection: path.slice(0, at),
      key: path.slice(at + 1),
      ...(old !== undefined && { before: old }),
      ...(next !== undefined && { after: next }),
    });
    if (changes.length > MAX_CHANGES) break;
  }
  return { changes: changes.slice(0, MAX_CHANGES), isMore: changes.length > MAX_CHANGES };
}

/** Every row of every list, by the name of the list and the keys on the way to the row. */
function rowsOf(state: unknown): ReadonlyMap<string, unknown> {
  const rows = new Map<string, unknown>();
  const visit = (value: unknown, way: string): void => {
    for (const [name, list] of Object.entries(asObject(value))) {
      if (!Array.isArray(list)) continue;
      list.forEach((row: unknown, index) => {
        const key = `${way}${keyOf(row) ?? index}`;
        rows.set(`${name} ${key}`, withoutRows(row));
        visit(row, `${key}/`);
      });
    }
  };
  visit(state, '');
  return rows;
}

function keyOf(row: unknown): string | undefined {
  if (typeof row === 'string') return row;
  const values = new Map<string, unknown>(Object.entries(asObject(row)));
  const name = KEYS.find((key) => values.get(key) !== undefined);
  return name === undefined ? undefined : String(values.get(name));
}

/** A row without its own lists of rows, which are compared by themselves. */
function withoutRows(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const isRows = (value: unknown): boolean => Array.isArray(value) && value.some((one) => typeof one === 'object');
  return Object.fromEntries(Object.entries(row).filter(([, value]) => !isRows(value)));
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
