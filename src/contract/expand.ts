import { z } from 'zod';
import { isObject } from '../util/is-object.js';
import { describeIssue, sayIssue } from '../util/say-issue.js';
import { suggest } from '../util/suggest.js';
import { ContractError } from './contract-error.js';
import { fill, holesOf, type Lookup } from './fill.js';
import { callNamed, type Kind, lookupValues, type Names } from './names.js';
import { expectationSchema, type Interaction, interactionSchema, requestSchema } from './schema.js';
import type { WrittenFile, WrittenItem } from './written.js';

/** Nested values can double in size at each step. */
const MAX_NODES = 100_000;
const INTERACTION_KEYS = Object.keys(interactionSchema.shape);

/** The interactions of a file, with tables expanded to rows and names filled in. Throws a ContractError that names the interaction and row. */
export function expandFile({ interactions = [], defaults }: WrittenFile, names: Names): Interaction[] {
  const values = lookupValues(names);
  const expand = (written: object, lookup: Lookup, place: string): Interaction => {
    const filled = inPlace(place, () => bounded(fillIn({ ...defaults, ...written }, lookup, names)));
    const result = interactionSchema.safeParse(filled, { error: sayIssue });
    if (result.success) return result.data;
    const problem = describeIssue(result.error.issues, () => z.toJSONSchema(interactionSchema, { io: 'input' }), 'the interaction');
    throw new ContractError(`${place}: ${problem ?? 'is invalid.'}`);
  };
  return interactions.flatMap((item, index) => {
    const { columns, cases, ...written } = item;
    const place = typeof item.id === 'string' ? item.id : `interactions[${index}]`;
    if (columns === undefined && cases === undefined) return [expand(written, values, place)];
    const { rows, unused } = inPlace(place, () => readTable(item, values));
    const expanded = rows.map(({ cells, lookup, place: row }) => expand({ ...written, ...cells }, lookup, row));
    const [column] = unused();
    if (column === undefined) return expanded;
    throw new ContractError(`${place}: nothing uses the column '${column}'${likelyHole(column, written)}`);
  });
}

/** Limits the size, because later code reads all of it. */
function bounded<T>(filled: T): T {
  let nodes = 0;
  const visit = (at: unknown): void => {
    if (++nodes > MAX_NODES) throw new ContractError(`it expands to more than ${MAX_NODES} values. Use a <name> with a smaller value.`);
    if (typeof at === 'object' && at !== null) for (const inner of Object.values(at)) visit(inner);
  };
  visit(filled);
  return filled;
}

/** An interaction with every name filled in, before validation. */
function fillIn(written: object, lookup: Lookup, { requests, answers }: Names): Record<string, unknown> {
  const request: Kind = { word: 'request', templates: requests, keys: Object.keys(requestSchema.shape) };
  const answer: Kind = { word: 'answer', templates: answers, keys: Object.keys(expectationSchema.shape) };
  const exchange = (step: unknown): unknown =>
    isObject(step)
      ? {
          ...step,
          ...(step.when !== undefined && { when: callNamed(step.when, request, lookup) }),
          ...(step.then !== undefined && { then: callNamed(step.then, answer, lookup) }),
        }
      : step;
  const { before, after, ...main } = { ...fillObject(written, lookup) };
  const steps = (listed: unknown): unknown => (Array.isArray(listed) ? listed.map(exchange) : listed);
  const filled = exchange(main);
  return {
    ...(isObject(filled) ? filled : main),
    ...(before !== undefined && { before: steps(before) }),
    ...(after !== undefined && { after: steps(after) }),
  };
}

function fillObject(written: object, lookup: Lookup): Record<string, unknown> {
  const filled = fill(written, lookup);
  return isObject(filled) ? filled : {};
}

/** The name that the column was probably meant for. */
function likelyHole(column: string, written: object): string {
  return suggest(column, [...holesOf(written).keys(), ...INTERACTION_KEYS], `; use <${column}> in the interaction.`);
}

interface Row {
  /** The cells in columns named after keys of an interaction. */
  readonly cells: Readonly<Record<string, unknown>>;
  readonly lookup: Lookup;
  readonly place: string;
}

/** Checks that each row has a cell for each column. After all rows are expanded, `unused` returns the columns that were never used. */
function readTable({ columns, cases }: WrittenItem, values: Lookup): { rows: Row[]; unused: () => string[] } {
  if (columns === undefined)
    throw new ContractError('cases without columns. Add the names of the cells, such as columns: [id, description, …].');
  if (cases === undefined) throw new ContractError('columns without cases. Add a row for each interaction.');
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) throw new ContractError(`the column '${twice}' is listed twice.`);
  const keys = columns.filter((column) => INTERACTION_KEYS.includes(column));
  const used = new Set(keys);
  const rows = cases.map((cells, index): Row => {
    const id = cells[columns.indexOf('id')];
    const place = `${typeof id === 'string' ? `${id} ` : ''}(row ${index + 1} of its table)`;
    if (cells.length !== columns.length)
      throw new ContractError(`${place} has ${cells.length} cells for the ${columns.length} columns ${columns.join(', ')}.`);
    const row = Object.fromEntries(columns.map((column, at) => [column, inPlace(place, () => fill(cells[at], values))]));
    const lookup: Lookup = (name) => {
      if (!Object.hasOwn(row, name)) return values(name);
      used.add(name);
      return { value: row[name] };
    };
    return { cells: Object.fromEntries(keys.map((key) => [key, row[key]])), lookup, place };
  });
  return { rows, unused: () => columns.filter((column) => !used.has(column)) };
}

function inPlace<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ContractError ? new ContractError(`${place}: ${error.message}`) : error;
  }
}
