import { isDeepStrictEqual } from 'node:util';
import { messageOf } from '../../util/error-message.js';
import { isObject } from '../../util/is-object.js';
import { suggestAside } from '../../util/suggest.js';
import { bounded } from '../engine/pattern.js';
import { isMatcher, patternOf } from './matcher-syntax.js';

/** A place where the actual value differs from the expected one. */
export interface Difference {
  /** `output.Policy ID`, `requests[0].job.type`. */
  readonly path: string;
  readonly expected: unknown;
  /** Undefined if the value is missing. */
  readonly actual: unknown;
  /** A hint, e.g. the likely name of a key. */
  readonly note?: string;
}

/** More would not be read, and the first one often causes the others. */
const MAX_DIFFERENCES = 20;
/** Number of items that `$contains` searches. */
const MAX_ITEMS = 10_000;

/**
 * The differences between a value and an expectation. Objects may have additional keys; lists must have the same length. Matchers
 * replace values: text between slashes, `$any`, `$absent`, `$contains`, `$length`, `$equals`, `$not`.
 * @example match({ code: 200 }, { code: 404, message: 'x' }, 'output') // [{ path: 'output.code', expected: 200, actual: 404 }]
 */
export function match(expected: unknown, actual: unknown, path: string): Difference[] {
  return differences(expected, actual, path).slice(0, MAX_DIFFERENCES);
}

function differences(expected: unknown, actual: unknown, path: string): Difference[] {
  const differs: Difference[] = [{ path, expected, actual }];
  if (typeof expected === 'string') return matchText(expected, actual, path);
  if (isMatcher(expected)) return Object.entries(expected).flatMap(([name, value]) => matchBy(name, value, actual, path));
  if (Array.isArray(expected)) return Array.isArray(actual) ? matchList(expected, actual, path) : differs;
  if (!isObject(expected)) return Object.is(expected, actual) || (expected === null && actual === undefined) ? [] : differs;
  if (!isObject(actual)) return differs;
  return Object.entries(expected).flatMap(([key, value]) => {
    const found = differences(value, actual[key], `${path}.${key}`);
    const likely = Object.hasOwn(actual, key) ? '' : suggestAside(key, Object.keys(actual));
    return likely === '' ? found : found.map((each) => ({ ...each, note: `'${key}' is missing${likely}` }));
  });
}

function matchText(expected: string, actual: unknown, path: string): Difference[] {
  const isNothing = actual === undefined || actual === null;
  const differs: Difference = { path, expected, actual };
  if (expected === '$any') return isNothing ? [differs] : [];
  if (expected === '$absent') return isNothing ? [] : [differs];
  const pattern = patternOf(expected);
  if (pattern === undefined) return expected === actual ? [] : [differs];
  if (isNothing || typeof actual === 'object') return [differs];
  try {
    return bounded(pattern, () => pattern.test(String(actual))) ? [] : [differs];
  } catch (error) {
    return [{ ...differs, note: messageOf(error) }];
  }
}

function matchList(expected: readonly unknown[], actual: readonly unknown[], path: string): Difference[] {
  const items = expected
    .slice(0, actual.length)
    .flatMap((item, index) => (index < MAX_ITEMS ? differences(item, actual[index], `${path}[${index}]`) : []));
  if (expected.length === actual.length) return items;
  return [{ path, expected, actual, note: `${actual.length} items instead of ${expected.length}` }, ...items];
}

/** Applies one matcher of an object; all of them must match. */
function matchBy(name: string, value: unknown, actual: unknown, path: string): Difference[] {
  return holds(name, value, actual) ? [] : [{ path, expected: { [name]: value }, actual }];
}

function holds(name: string, value: unknown, actual: unknown): boolean {
  if (name === '$equals') return isDeepStrictEqual(value, actual);
  if (name === '$not') return differences(value, actual, '').length > 0;
  if (name === '$length') return lengthOf(actual) === value;
  if (typeof actual === 'string') return typeof value === 'string' && actual.includes(value);
  return Array.isArray(actual) && actual.slice(0, MAX_ITEMS).some((item) => differences(value, item, '').length === 0);
}

function lengthOf(value: unknown): number | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
}
