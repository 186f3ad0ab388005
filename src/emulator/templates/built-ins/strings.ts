import { escapePattern } from '../../../util/escape-pattern.js';
import { EvaluationError, UnsupportedTemplateError } from '../errors.js';
import { assertSearch, assertTextLength } from '../limits.js';
import { toIndex, toText } from '../values/coerce.js';
import { Decimal } from '../values/decimal.js';
import { trimmed } from '../values/trim.js';
import { Sequence, type Value } from '../values/value.js';
import { type BuiltIn, ofValue } from './define-built-in.js';
import { forHtml, forJava, forJavaScript, forJson, forUrl, forXhtml, forXml } from './escapes.js';

const text = (change: (text: string) => Value): BuiltIn => ofValue((value) => change(toText(value)));

/** With texts as arguments. */
const withTexts = (change: (text: string, ...args: string[]) => Value, min: number, max = min): BuiltIn =>
  ofValue((value, args) => change(toText(value), ...args.map(toText)), min, max);

/** Searches for a part, first or last. */
const searching = (change: (text: string, part: string) => Value, isForward = true): BuiltIn =>
  withTexts((value, part = '') => {
    assertSearch(value, part, isForward);
    return change(value, part);
  }, 1);

/** Built-ins of strings. Numbers and dates are converted as they print. */
export const STRINGS: Readonly<Record<string, BuiltIn>> = {
  length: text((value) => Decimal.from(value.length)),
  // Java's trim removes everything up to the space character.
  trim: text((value) => trimmed(value, (code) => code <= 0x20)),
  upper_case: text((value) => value.toUpperCase()),
  lower_case: text((value) => value.toLowerCase()),
  cap_first: text((value) => value.replace(/^(\s*)(\S)/, (_, blank: string, first: string) => blank + first.toUpperCase())),
  uncap_first: text((value) => value.replace(/^(\s*)(\S)/, (_, blank: string, first: string) => blank + first.toLowerCase())),
  capitalize: text((value) => value.replace(/\S+/g, (word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())),
  chop_linebreak: text((value) => value.replace(/(?:\r\n|\n|\r)$/, '')),
  word_list: text((value) => Sequence.of(value.trim().split(/\s+/))),
  html: text(forHtml),
  xhtml: text(forXhtml),
  xml: text(forXml),
  js_string: text(forJavaScript),
  json_string: text(forJson),
  j_string: text(forJava),
  // Without a character set, the engine does not know which one to use and fails.
  url: withTexts(forUrl, 1),
  contains: searching((value, part) => value.includes(part)),
  starts_with: withTexts((value, part) => value.startsWith(part), 1),
  ends_with: withTexts((value, part) => value.endsWith(part), 1),
  index_of: ofValue((value, [part, from]) => indexOf(toText(value), toText(part), from), 1, 2),
  last_index_of: ofValue((value, [part, from]) => lastIndexOf(toText(value), toText(part), from), 1, 2),
  remove_beginning: withTexts((value, part) => (value.startsWith(part) ? value.slice(part.length) : value), 1),
  remove_ending: withTexts((value, part) => (value.endsWith(part) ? value.slice(0, value.length - part.length) : value), 1),
  ensure_starts_with: withTexts((value, part) => (value.startsWith(part) ? value : part + value), 1),
  ensure_ends_with: withTexts((value, part) => (value.endsWith(part) ? value : value + part), 1),
  keep_before: searching((value, part) => (value.includes(part) ? value.slice(0, value.indexOf(part)) : value)),
  keep_before_last: searching((value, part) => (value.includes(part) ? value.slice(0, value.lastIndexOf(part)) : value), false),
  keep_after: searching((value, part) => (value.includes(part) ? value.slice(value.indexOf(part) + part.length) : '')),
  keep_after_last: searching((value, part) => (value.includes(part) ? value.slice(value.lastIndexOf(part) + part.length) : ''), false),
  substring: ofValue((value, [from, to]) => substring(toText(value), toIndex(from), to === undefined ? undefined : toIndex(to)), 1, 2),
  left_pad: ofValue((value, args) => pad(toText(value), args, 'left'), 1, 2),
  right_pad: ofValue((value, args) => pad(toText(value), args, 'right'), 1, 2),
  replace: withTexts(replace, 2, 3),
  split: withTexts(split, 1, 2),
};

function indexOf(value: string, part: string, from: Value): Decimal {
  assertSearch(value, part);
  return Decimal.from(value.indexOf(part, from === undefined ? 0 : toIndex(from)));
}

function lastIndexOf(value: string, part: string, from: Value): Decimal {
  assertSearch(value, part, false);
  const start = from === undefined ? value.length : toIndex(from);
  return Decimal.from(start < 0 ? -1 : value.lastIndexOf(part, start));
}

function substring(value: string, from: number, to = value.length): string {
  if (from < 0 || to > value.length || from > to)
    throw new EvaluationError(`The string has ${value.length} characters; ${from} to ${to} is outside of it.`);
  return value.slice(from, to);
}

/** A longer padding is a mistake. */
const MAX_PADDED = 100_000;

function pad(value: string, [width, filling]: readonly Value[], side: 'left' | 'right'): string {
  const length = toIndex(width);
  const fill = filling === undefined ? ' ' : toText(filling);
  if (length > MAX_PADDED) throw new EvaluationError(`The width ${length} is greater than the maximum of ${MAX_PADDED}.`);
  if (fill === '') throw new EvaluationError('The padding text is empty.');
  if (length <= value.length) return value;
  if (side === 'left') return value.padStart(length, fill);
  // On the right, FreeMarker continues the padding as if it had begun at the start of the text.
  const missing = length - value.length;
  const offset = value.length % fill.length;
  return value + fill.repeat(Math.ceil((missing + offset) / fill.length)).slice(offset, offset + missing);
}

/** `f` replaces only the first, `i` ignores case, `r` is a regular expression. Other letters are ignored, because the engine only warns. */
function replace(value: string, from: string, to: string, flags = ''): string {
  if (flags.includes('r')) throw new UnsupportedTemplateError("'?replace' with a regular expression");
  const [ignoresCase, isFirst] = [flags.includes('i'), flags.includes('f')];
  assertSearch(value, from, !ignoresCase);
  if (from.length > value.length) return value;
  let length = value.length;
  const replacement = (): string => {
    length += to.length - from.length;
    assertTextLength(length);
    return to;
  };
  if (ignoresCase) return value.replace(new RegExp(escapePattern(from), isFirst ? 'i' : 'gi'), replacement);
  return isFirst ? value.replace(from, replacement) : value.replaceAll(from, replacement);
}

function split(value: string, separator: string, flags = ''): Sequence {
  if (flags.includes('r')) throw new UnsupportedTemplateError("'?split' with a regular expression");
  if (separator === '') throw new EvaluationError('The separator is empty.');
  const ignoresCase = flags.includes('i');
  assertSearch(value, separator, !ignoresCase);
  if (!ignoresCase || separator.length > value.length) return Sequence.of(value.split(separator));
  return Sequence.of(value.split(new RegExp(escapePattern(separator), 'i')));
}
