import { instantOf } from '../engine/dates.js';
import { CardError } from '../engine/errors.js';
import { getPath } from '../engine/values.js';

type Test = (record: object) => boolean;

const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|([()])|([^\s()"]+))/y;
const MAX_DEPTH = 50;

type Comparable = string | number;

const OPERATORS: Readonly<Record<string, (held: Comparable, wanted: Comparable) => boolean>> = {
  eq: (held, wanted) => held === wanted,
  ne: (held, wanted) => held !== wanted,
  sw: (held, wanted) => String(held).startsWith(String(wanted)),
  co: (held, wanted) => String(held).includes(String(wanted)),
  ew: (held, wanted) => String(held).endsWith(String(wanted)),
  gt: (held, wanted) => held > wanted,
  ge: (held, wanted) => held >= wanted,
  lt: (held, wanted) => held < wanted,
  le: (held, wanted) => held <= wanted,
};

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d/;

/** Compares as instants, as numbers, or as text. Instants may have different offsets, or no ms. */
function comparable(held: unknown, wanted: string): readonly [Comparable, Comparable] {
  if (typeof held === 'number' && wanted.trim() !== '' && !Number.isNaN(Number(wanted))) return [held, Number(wanted)];
  if (typeof held === 'string' && DATE_TIME.test(held) && DATE_TIME.test(wanted)) {
    const [one, other] = [instantOf(held), instantOf(wanted)];
    if (one !== undefined && other !== undefined) return [one, other];
  }
  return [String(held), wanted];
}

/**
 * A search or filter of the users or groups API, in SCIM syntax. A search ignores case, as documented by Okta; a filter is
 * case-sensitive.
 * Throws CardError with the place that can't be parsed.
 * @example toFilter('profile.department eq "Sales" and status eq "ACTIVE"')
 */
export function toFilter(expression: string, { isCaseSensitive = false } = {}): Test {
  const tokens = tokensOf(expression);
  const folded = (value: Comparable): Comparable => (typeof value === 'number' || isCaseSensitive ? value : value.toLowerCase());
  let position = 0;
  let depth = 0;
  const fail = (): never => {
    throw new CardError(
      `The search '${expression.slice(0, 80)}' can't be parsed at '${tokens[position]?.text ?? 'its end'}'. Check its syntax.`,
      400,
    );
  };
  const isWord = (word: string): boolean => tokens[position]?.isQuoted === false && tokens[position]?.text.toLowerCase() === word;
  const condition = (): Test => {
    if (isWord('(')) {
      if (++depth > MAX_DEPTH) fail();
      position++;
      const inner = any();
      if (!isWord(')')) fail();
      position++;
      depth--;
      return inner;
    }
    const attribute = tokens[position++]?.text ?? fail();
    const name = tokens[position++]?.text.toLowerCase() ?? fail();
    if (name === 'pr') return (record) => (getPath(record, attribute) ?? null) !== null;
    const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
    const wanted = tokens[position++]?.text;
    if (operator === undefined || wanted === undefined) {
      position = Math.max(0, position - 2);
      return fail();
    }
    return (record) => {
      const held = getPath(record, attribute) ?? null;
      // A missing value is neither before nor after another value: a user who never signed in has no last sign-in.
      if (held === null) return name === 'ne';
      const [one, other] = comparable(held, wanted);
      return operator(folded(one), folded(other));
    };
  };
  const all = (): Test => {
    const tests = [condition()];
    while (isWord('and')) {
      position++;
      tests.push(condition());
    }
    return (record) => tests.every((test) => test(record));
  };
  const any = (): Test => {
    const tests = [all()];
    while (isWord('or')) {
      position++;
      tests.push(all());
    }
    return (record) => tests.some((test) => test(record));
  };
  const test = any();
  if (position < tokens.length) fail();
  return test;
}

function tokensOf(expression: string): { readonly text: string; readonly isQuoted: boolean }[] {
  const tokens: { text: string; isQuoted: boolean }[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(expression); match !== null; match = TOKEN.exec(expression)) {
    const [, quoted, bracket, word] = match;
    tokens.push(
      quoted === undefined ? { text: bracket ?? word ?? '', isQuoted: false } : { text: quoted.replace(/\\(.)/g, '$1'), isQuoted: true },
    );
  }
  return tokens;
}
