import { isObject } from '../util/is-object.js';
import { ContractError } from './contract-error.js';

/** Looks up a `<name>`. Undefined if there is none. */
export type Lookup = (name: string) => { readonly value: unknown } | undefined;

/**
 * `<name>`, or `<name?>`, which removes its key or element if nothing fills it. After a backslash,
 * which is removed, it is plain text.
 */
const HOLE = /(\\)?<([A-Za-z][\w-]*)(\?)?>/g;
const NOTHING = Symbol('nothing');

/**
 * Fills every `<name>` of a value. A string that is just one hole becomes the value, of any type. `<<: <name>` merges the
 * keys of an object, and the keys next to it take precedence. Text that looks like a hole but matches no name stays unchanged.
 * @example fill({ to: ['<who>'] }, () => ({ value: 'ann' })) // { to: ['ann'] }
 */
export function fill(value: unknown, lookup: Lookup): unknown {
  const visit = (at: unknown): unknown => {
    if (typeof at === 'string') return fillText(at, lookup);
    if (Array.isArray(at)) return at.map(visit).filter((element) => element !== NOTHING);
    return isObject(at) ? fillObject(at) : at;
  };
  const fillObject = (object: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    // `fromEntries`, because a key may be named __proto__.
    Object.fromEntries(
      Object.entries(object).flatMap(([key, inner]) => {
        const filled = visit(inner);
        if (filled === NOTHING) return [];
        if (key !== '<<') return [[String(fillText(key, lookup)), filled]];
        if (!isObject(filled)) throw new ContractError(`'<<' needs an object, but ${String(inner)} is not one.`);
        return Object.entries(filled);
      }),
    );
  const filled = visit(value);
  return filled === NOTHING ? undefined : filled;
}

function fillText(text: string, lookup: Lookup): unknown {
  const [whole] = text.matchAll(HOLE);
  if (whole !== undefined && whole[0] === text && whole[1] === undefined) {
    const [, , name = '', isOptional] = whole;
    return (lookup(name) ?? { value: isOptional === undefined ? text : NOTHING }).value;
  }
  return text.replace(HOLE, (hole, backslash: string | undefined, name: string) => {
    if (backslash !== undefined) return hole.slice(1);
    const found = lookup(name);
    if (found === undefined) return hole;
    if (typeof found.value === 'object')
      throw new ContractError(`<${name}> is a list or an object and cannot be part of the text '${text}'.`);
    return String(found.value);
  });
}

/** The names of all holes. True for holes that must be filled. */
export function holesOf(value: unknown, holes = new Map<string, boolean>()): Map<string, boolean> {
  if (typeof value === 'string') {
    for (const [, backslash, name = '', isOptional] of value.matchAll(HOLE)) {
      if (backslash === undefined) holes.set(name, isOptional === undefined || holes.get(name) === true);
    }
  } else if (Array.isArray(value)) for (const element of value) holesOf(element, holes);
  else if (isObject(value))
    for (const [key, inner] of Object.entries(value)) {
      holesOf(key, holes);
      holesOf(inner, holes);
    }
  return holes;
}

/** Escapes a text so that it is read back unchanged. */
export function escapeHoles(text: string): string {
  return text.replace(HOLE, (hole) => `\\${hole}`);
}
