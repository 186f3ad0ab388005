import { isObject } from '../../util/is-object.js';

/** The types found at a path, over all list elements: `.policyList[].id` → `string`. */
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

/** Replaces keys that are data with a placeholder. */
function nameOf(key: string): string {
  if (/^[0-9A-F]{16}$/.test(key)) return '{policyID}';
  return key.includes('@') ? '{email}' : key;
}

/** The differences between two shapes, one sentence each. Nothing below a list that is empty on one side is compared. */
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

/** An empty list or map says nothing about its contents. */
function isBelowEmpty(path: string, shape: Shape): boolean {
  const elements = [...path.matchAll(/\[\]|\{\w+\}/g)].map(({ index, 0: found }) => path.slice(0, index + found.length));
  return elements.some((element) => !shape.has(element));
}

function list(types: ReadonlySet<string>): string {
  return [...types].sort().join(' or ');
}
