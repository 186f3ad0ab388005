import { isObject } from '../../util/is-object.js';
import { readJson } from '../../util/read-json.js';

/** Keys whose values are words of the API and contain no personal data. */
const VOCABULARY = new Set([
  'role',
  'type',
  'outputCurrency',
  'approvalMode',
  'autoReimbursement',
  'responseMessage',
  'isPolicyExpenseChatEnabled',
]);
const WORD = /^[A-Za-z0-9][\w ',.'"-]{0,120}$/;
const EMAIL = /[^\s"@<>,]+@[^\s"@<>,]+\.[^\s"@<>,]+/g;
const ID = /^[0-9A-F]{16}$/;
const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?)?$/;
/** A number of this size may be an account or chat id. */
const TELLING = 10_000;

/**
 * Anonymises a response of a live service: people, policies, names and numbers are replaced, equal values by equal
 * replacements. Keys, types, order and the lengths of lists stay. Anything that could be a secret is replaced.
 * @example sanitise({ owner: 'ann@corp.com' }) // { owner: 'person-1@example.com' }
 */
export function sanitise(answer: unknown): unknown {
  const known = new Map<string, string>();
  const count = new Map<string, number>();
  const stand = (kind: string, original: string, make: (number: number) => string): string => {
    const found = known.get(`${kind} ${original}`);
    if (found !== undefined) return found;
    const number = (count.get(kind) ?? 0) + 1;
    count.set(kind, number);
    known.set(`${kind} ${original}`, make(number));
    return make(number);
  };
  const text = (value: string, key: string): string => {
    if (value === '') return '';
    if (ID.test(value)) return stand('policy', value, (number) => `F${number.toString(16).toUpperCase().padStart(15, '0')}`);
    if (DATE.test(value)) return value.replace(/\d{4}-\d{2}-\d{2}/, '2026-01-31').replace(/\d{2}:\d{2}:\d{2}/, '09:00:00');
    const inner = jsonIn(value);
    if (inner !== undefined) return JSON.stringify(walk(inner, key));
    const withoutPeople = value.replace(EMAIL, (email) => stand('person', email.toLowerCase(), (number) => `person-${number}@example.com`));
    if (withoutPeople !== value && withoutPeople.replace(/person-\d+@example\.com/, '') === '') return withoutPeople;
    if (VOCABULARY.has(key) && WORD.test(value)) return withoutPeople;
    if (/^https?:\/\//.test(value)) return stand('url', value, (number) => `https://example.com/${number}`);
    if (/^\d+$/.test(value))
      return value.length < 3 ? value : stand('digits', value, (number) => String(number).padStart(value.length, '1'));
    return stand('text', value, (number) => `Text ${number}`);
  };
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return text(value, key);
    if (typeof value === 'number')
      return Math.abs(value) < TELLING ? value : Number(stand('number', String(value), (number) => String(TELLING + number)));
    if (Array.isArray(value)) return value.map((element) => walk(element, key));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [keyOf(name), walk(inner, name)]));
  };
  // Responses also have policies and people as keys.
  const keyOf = (name: string): string => (ID.test(name) || name.includes('@') ? text(name, '') : name);
  return walk(answer, '');
}

/** Objects and lists written as a string, as in `tax`. */
function jsonIn(text: string): unknown {
  return /^[[{]/.test(text) ? readJson(text) : undefined;
}
