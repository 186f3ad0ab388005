import { isObject } from '../util/is-object.js';
import { suggest } from '../util/suggest.js';
import { ContractError } from './contract-error.js';
import { fill, holesOf, type Lookup } from './fill.js';
import type { Template, WrittenFile } from './written.js';

/** The names that the files of a folder can use: their own and those of the `shared.yaml` files above. */
export interface Names {
  readonly values: Readonly<Record<string, unknown>>;
  readonly requests: Readonly<Record<string, Template>>;
  readonly answers: Readonly<Record<string, Template>>;
}

export const NO_NAMES: Names = { values: {}, requests: {}, answers: {} };
/** A named answer can build on another one, up to this depth. */
const MAX_DEPTH = 5;

/** Adds the names of a file. Throws a ContractError if a name already exists. */
export function addNames(known: Names, { values, requests, answers }: Pick<WrittenFile, keyof Names>): Names {
  const join = <T>(what: string, above: Readonly<Record<string, T>>, own: Readonly<Record<string, T>>): Readonly<Record<string, T>> => {
    const twice = Object.keys(own).find((name) => Object.hasOwn(above, name));
    if (twice !== undefined) throw new ContractError(`${what} '${twice}' is already named in a shared.yaml; choose another name.`);
    return { ...above, ...own };
  };
  return {
    values: join('the value', known.values, values),
    requests: join('the request', known.requests, requests),
    answers: join('the answer', known.answers, answers),
  };
}

/** Looks up values, which are filled once. A value can contain others. */
export function lookupValues({ values }: Names): Lookup {
  const filled = new Map<string, { readonly value: unknown }>();
  const underWay = new Set<string>();
  const lookup: Lookup = (name) => {
    if (!Object.hasOwn(values, name)) return undefined;
    const found = filled.get(name);
    if (found !== undefined) return found;
    if (underWay.has(name)) throw new ContractError(`the value '${name}' contains itself.`);
    underWay.add(name);
    const result = { value: fill(values[name], lookup) };
    underWay.delete(name);
    filled.set(name, result);
    return result;
  };
  return lookup;
}

/** Requests and answers are used in the same way. Only their keys differ. */
export interface Kind {
  readonly word: 'request' | 'answer';
  readonly templates: Readonly<Record<string, Template>>;
  /** Its own keys, in addition to the values that fill its holes. */
  readonly keys: readonly string[];
}

/**
 * Replaces the use of a name with the named request or answer: `update`, or `{ request: update, employees: […], repeat: 2 }`. Keys
 * of a request override those of the named one. All others fill its holes. Throws ContractError.
 */
export function callNamed(use: unknown, kind: Kind, lookup: Lookup, depth = 0): unknown {
  const called = typeof use === 'string' ? { [kind.word]: use } : use;
  if (!isObject(called) || !Object.hasOwn(called, kind.word)) return called;
  const name = String(called[kind.word]);
  const template = templateOf(name, kind);
  if (depth > MAX_DEPTH) throw new ContractError(`the ${kind.word} '${name}' builds on itself, or on too many others.`);
  const rest = Object.entries(called).filter(([key]) => key !== kind.word);
  const own = rest.filter(([key]) => kind.keys.includes(key));
  const fillings = Object.fromEntries(rest.filter(([key]) => !kind.keys.includes(key)));
  assertHoles(name, Object.keys(fillings), kind);
  const { defaults = {}, ...body } = template;
  const find: Lookup = (hole) =>
    Object.hasOwn(fillings, hole)
      ? { value: fillings[hole] }
      : (lookup(hole) ?? (Object.hasOwn(defaults, hole) ? { value: fill(defaults[hole], lookup) } : undefined));
  const missing = [...holesOf(body)].find(([hole, isNeeded]) => isNeeded && find(hole) === undefined);
  if (missing !== undefined)
    throw new ContractError(
      kind.keys.includes(missing[0])
        ? `<${missing[0]}> in the ${kind.word} '${name}' cannot be filled, because ${missing[0]} is one of its keys; choose another name.`
        : `the ${kind.word} '${name}' needs '${missing[0]}'.`,
    );
  return merge(callNamed(fill(body, find), kind, find, depth + 1), Object.fromEntries(own));
}

function templateOf(name: string, { word, templates }: Kind): Template {
  const template = Object.hasOwn(templates, name) ? templates[name] : undefined;
  if (template !== undefined) return template;
  throw new ContractError(`there is no ${word} '${name}'${suggest(name, Object.keys(templates), `; define it under ${word}s.`)}`);
}

/** Every value needs a hole. */
function assertHoles(name: string, fillings: readonly string[], kind: Kind): void {
  const holes = allHoles(name, kind);
  const unknown = fillings.find((hole) => !holes.includes(hole));
  if (unknown === undefined) return;
  throw new ContractError(`the ${kind.word} '${name}' has no '${unknown}'${suggest(unknown, [...holes, ...kind.keys])}`);
}

function allHoles(name: string, kind: Kind, depth = 0): string[] {
  const template = Object.hasOwn(kind.templates, name) ? kind.templates[name] : undefined;
  const base = template?.[kind.word];
  return [...holesOf(template).keys(), ...(typeof base === 'string' && depth < MAX_DEPTH ? allHoles(base, kind, depth + 1) : [])];
}

/** Merges objects key by key, and replaces anything else. */
function merge(under: unknown, over: unknown): unknown {
  if (!isObject(under) || !isObject(over)) return over;
  const merged = Object.entries(over).map(([key, value]) => [key, Object.hasOwn(under, key) ? merge(under[key], value) : value]);
  return Object.fromEntries([...Object.entries(under), ...merged]);
}
