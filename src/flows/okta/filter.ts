import { CardError } from '../engine/errors.js';
import { getPath } from '../engine/values.js';

type Test = (record: object) => boolean;

const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|([()])|([^\s()"]+))/y;
const MAX_DEPTH = 50;

/** Dates and texts compare as text: an ISO date sorts as it should. */
const OPERATORS: Readonly<Record<string, (held: string, wanted: string) => boolean>> = {
  eq: (held, wanted) => held === wanted,
  ne: (held, wanted) => held !== wanted,
  sw: (held, wanted) => held.startsWith(wanted),
  co: (held, wanted) => held.includes(wanted),
  ew: (held, wanted) => held.endsWith(wanted),
  gt: (held, wanted) => held > wanted,
  ge: (held, wanted) => held >= wanted,
  lt: (held, wanted) => held < wanted,
  le: (held, wanted) => held <= wanted,
};

/**
 * A search or filter of the users or groups API, as SCIM writes it. Texts compare without case, as Okta documents for search;
 * a filter tells cases apart.
 * Throws CardError that says where it cannot be read.
 * @example toFilter('profile.department eq "Sales" and status eq "ACTIVE"')
 */
export function toFilter(expression: string, { isCaseSensitive = false } = {}): Test {
  const tokens = tokensOf(expression);
  const folded = (text: string): string => (isCaseSensitive ? text : text.toLowerCase());
  let position = 0;
  let depth = 0;
  const fail = (): never => {
    throw new CardError(`The search '${expression.slice(0, 80)}' can't be parsed at '${tokens[position]?.text ?? 'its end'}'.`, 400);
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
    return (record) => operator(folded(String(getPath(record, attribute) ?? '')), folded(wanted));
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
