import { isObject } from '../../util/is-object.js';

/** The types that stand at a path, over all elements of lists: `.policyList[].id` → `string`. */
export type Shape = ReadonlyMap<string, ReadonlySet<string>>;

/** @example shapeOf({ a: [1, 'x'] }).get('.a[]') // Set { 'number', 'string' } */
export function shapeOf(value: unknown): Shape {
  const shape = new Map<string, Set<string>>();
  const visit = (at: unknown, path: string): void => {
    const types = shape.get(path) ?? new Set();
    types.add(typeOf(at));
    shape.set(path, types);
    if (Array.isArray(at)) for (const element of at) visit(element, `${path}[]`);
    else if (isObject(at)) for (const [key, inner] of Object.entries(at)) visit(inner, `${path}.${nameOf(key)}`);
  };
  visit(value, '');
  return shape;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

/** Keys that are data stand for all of their kind. */
function nameOf(key: string): string {
  if (/^[0-9A-F]{16}$/.test(key)) return '{policyID}';
  return key.includes('@') ? '{email}' : key;
}

/** Where two shapes differ, a sentence each. Of a list that is empty on one side nothing below is compared. */
export function compareShapes(there: Shape, here: Shape): string[] {
  const paths = [...new Set([...there.keys(), ...here.keys()])].sort();
  return paths.flatMap((path) => {
    const [live, own] = [there.get(path), here.get(path)];
    if (live === undefined) return isBelowEmpty(path, there) ? [] : [`${path}: the emulator has it, the live service does not`];
    if (own === undefined)
      return isBelowEmpty(path, here) ? [] : [`${path}: the live service has it (${list(live)}), the emulator does not`];
    return list(live) === list(own) ? [] : [`${path}: ${list(live)} there, ${list(own)} here`];
  });
}

/** A list or a map that is empty tells nothing of what it would hold. */
function isBelowEmpty(path: string, shape: Shape): boolean {
  const elements = [...path.matchAll(/\[\]|\{\w+\}/g)].map(({ index, 0: found }) => path.slice(0, index + found.length));
  return elements.some((element) => !shape.has(element));
}

function list(types: ReadonlySet<string>): string {
  return [...types].sort().join(' or ');
}
