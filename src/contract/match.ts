import { isObject } from '../util/is-object.js';
import { readJson } from '../util/read-json.js';

/**
 * Compares a response with a contract. Plain values must be equal, objects have exactly the named keys, and lists
 * exactly the named elements. An object whose only key starts with `$` is a matcher instead.
 */
export type Mismatch = { readonly path: string; readonly problem: string };

type Matcher = (argument: unknown, actual: unknown, path: string) => Mismatch[];

const ofType =
  (name: string, test: (actual: unknown) => boolean): Matcher =>
  (_argument, actual, path) =>
    test(actual) ? [] : [{ path, problem: `expected ${name}, got ${show(actual)}` }];

const matchers: Readonly<Record<string, Matcher>> = {
  $any: () => [],
  $string: ofType('a string', (actual) => typeof actual === 'string'),
  $number: ofType('a number', (actual) => typeof actual === 'number'),
  $integer: ofType('an integer', Number.isInteger),
  $boolean: ofType('a boolean', (actual) => typeof actual === 'boolean'),
  $regex: (pattern, actual, path) =>
    typeof actual === 'string' && new RegExp(String(pattern)).test(actual)
      ? []
      : [{ path, problem: `expected a string like /${pattern}/, got ${show(actual)}` }],
  $oneOf: (options, actual, path) =>
    Array.isArray(options) && options.some((option) => match(option, actual, path).length === 0)
      ? []
      : [{ path, problem: `expected one of ${show(options)}, got ${show(actual)}` }],
  /** An object with at least these keys. */
  $partial: (expected, actual, path) =>
    isObject(expected) && isObject(actual)
      ? Object.entries(expected).flatMap(([key, value]) => matchKey(value, actual, key, path))
      : [{ path, problem: `expected an object, got ${show(actual)}` }],
  /** A list that contains an element like each of these, among others. */
  $contains: (expected, actual, path) =>
    Array.isArray(expected) && Array.isArray(actual)
      ? expected
          .filter((wanted) => !actual.some((element) => match(wanted, element, path).length === 0))
          .map((wanted) => ({ path, problem: `no element like ${show(wanted)} in ${show(actual)}` }))
      : [{ path, problem: `expected a list, got ${show(actual)}` }],
  /** A list without an element like this. */
  $lacks: (unwanted, actual, path) =>
    Array.isArray(actual) && !actual.some((element) => match(unwanted, element, path).length === 0)
      ? []
      : [{ path, problem: `expected no element like ${show(unwanted)} in ${show(actual)}` }],
  /** A list that is not empty and in which every element is like this. */
  $each: (expected, actual, path) =>
    Array.isArray(actual) && actual.length > 0
      ? actual.flatMap((element, index) => match(expected, element, `${path}[${index}]`))
      : [{ path, problem: `expected a list with elements, got ${show(actual)}` }],
  $length: (length, actual, path) =>
    Array.isArray(actual) && actual.length === length ? [] : [{ path, problem: `expected ${length} elements, got ${show(actual)}` }],
  /** A string that is itself JSON. */
  $json: (expected, actual, path) =>
    typeof actual === 'string' && isJson(actual)
      ? match(expected, JSON.parse(actual), `${path}(json)`)
      : [{ path, problem: `expected JSON in a string, got ${show(actual)}` }],
};

/** @example match({ id: { $string: true } }, { id: 'x' }) // [] */
export function match(expected: unknown, actual: unknown, path = ''): Mismatch[] {
  const matcher = matcherOf(expected);
  if (matcher !== undefined) return matcher.test(matcher.argument, actual, path);
  if (Array.isArray(expected)) return matchList(expected, actual, path);
  if (isObject(expected)) return matchObject(expected, actual, path);
  return Object.is(expected, actual) ? [] : [{ path, problem: `expected ${show(expected)}, got ${show(actual)}` }];
}

function matchList(expected: readonly unknown[], actual: unknown, path: string): Mismatch[] {
  if (!Array.isArray(actual)) return [{ path, problem: `expected a list, got ${show(actual)}` }];
  if (actual.length !== expected.length) return [{ path, problem: `expected ${expected.length} elements, got ${show(actual)}` }];
  return expected.flatMap((element, index) => match(element, actual[index], `${path}[${index}]`));
}

function matchObject(expected: Readonly<Record<string, unknown>>, actual: unknown, path: string): Mismatch[] {
  if (!isObject(actual)) return [{ path, problem: `expected an object, got ${show(actual)}` }];
  const extra = Object.keys(actual).filter((key) => !Object.hasOwn(expected, key));
  return [
    ...extra.map((key) => ({ path: `${path}.${key}`, problem: `is not expected, got ${show(actual[key])}` })),
    ...Object.entries(expected).flatMap(([key, value]) => matchKey(value, actual, key, path)),
  ];
}

function matchKey(expected: unknown, actual: Readonly<Record<string, unknown>>, key: string, path: string): Mismatch[] {
  const isThere = Object.hasOwn(actual, key);
  if (isObject(expected) && '$absent' in expected) return isThere ? [{ path: `${path}.${key}`, problem: 'should not be there' }] : [];
  return isThere ? match(expected, actual[key], `${path}.${key}`) : [{ path: `${path}.${key}`, problem: 'is missing' }];
}

function matcherOf(expected: unknown): { test: Matcher; argument: unknown } | undefined {
  if (!isObject(expected)) return undefined;
  const [key, ...others] = Object.keys(expected);
  if (key === undefined || others.length > 0 || !key.startsWith('$')) return undefined;
  const test = matchers[key];
  if (test === undefined) throw new Error(`Unknown matcher ${key}. Use ${Object.keys(matchers).join(', ')}.`);
  return { test, argument: expected[key] };
}

function isJson(text: string): boolean {
  return readJson(text) !== undefined;
}

function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
