import { escapePattern } from '../../util/escape-pattern.js';
import type { CardCall } from '../engine/card-call.js';
import { CardError } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import { bounded, toPattern } from '../engine/pattern.js';
import { fillPlaceholders } from '../engine/placeholders.js';
import { MAX_PIECES } from '../engine/size.js';
import { toText } from '../engine/values.js';
import { card } from './define-card.js';

/** Text cards. */
export const STRINGS = [
  card('string.compose', 'Compose', 'documented', compose, 'Fills {{{key}}} and never encodes. Assumed: objects and lists become JSON.'),
  card('string.concat', 'Concatenate', 'measured', (call) => ({
    output: call
      .others()
      .map(([, value]) => toText(value, call.run.semantics))
      .join(''),
  })),
  card(
    'string.split',
    'Split',
    'measured',
    (call) => ({ output: split(call.searched('string'), call.text('delimiter')) }),
    'Assumed: without a separator, the text is split into characters.',
  ),
  card(
    'string.replace',
    'Replace',
    'documented',
    replace,
    'Assumed: the search text is plain text. A copy of the page says that it may be a regular expression, but Replace Patterns is the card for those. Defaults: case sensitive is true, all instances is false.',
  ),
  card(
    'string.replaceAny',
    'Replace Patterns',
    'measured',
    replaceAny,
    'Assumed: patterns are regular expressions that are applied one after the other. Default: case sensitive is true, as in Replace.',
  ),
  card(
    'string.substr',
    'Text Segment',
    'documented',
    (call) => ({ output: segment(call) }),
    'The inputs are labelled "start at" and "end before". Without an end, the segment goes up to the last character. Assumed: negative positions count from the end.',
  ),
  card('string.match', 'Find Pattern', 'documented', match, 'The position of the first match; -1 for none.'),
  card('string.find', 'Find', 'measured', (call) => ({ output: call.text('string').indexOf(call.text('substr')) })),
  card(
    'string.lastIndexOf',
    'Find Last',
    'documented',
    lastIndexOf,
    'The key index is labelled "right-most position": the match must end at or before it.',
  ),
  card('string.toLowerCase', 'To Lower Case', 'measured', (call) => ({ output: call.text('string').toLowerCase() })),
  card('string.toUpperCase', 'To Upper Case', 'measured', (call) => ({ output: call.text('string').toUpperCase() })),
  card('string.trim', 'Trim', 'measured', (call) => ({ output: call.text('string').trim() })),
  card('string.length', 'Length', 'measured', (call) => ({ length: call.text('string').length })),
  card('string.base64', 'Base64', 'measured', (call) => call.single(Buffer.from(call.text(call.firstInput), 'utf8').toString('base64'))),
  card('string.base64Decode', 'Base64 Decode', 'measured', (call) => ({
    output: Buffer.from(call.text('string'), 'base64').toString('utf8'),
  })),
  card(
    'string.email',
    'Find Email',
    'documented',
    findEmail,
    'Returns the first email address in the text, or nothing. Assumed: what counts as an address.',
  ),
  card('string.uuid', 'Unique ID', 'documented', (call) => ({ output: uuid(call) }), 'Depends on the seed, so it is the same in each run.'),
  card(
    'string.random',
    'Random',
    'documented',
    random,
    'Uses upper-case and lower-case letters and digits. The page says that length is text; in exports it is a number. The text depends on the seed.',
  ),
];

/** Throws CardError for a placeholder without an input: the designer creates both together, so the export is damaged. */
function compose(call: CardCall): Outputs {
  const inputs = new Map(call.others('_text_').map(([{ key }, value]) => [key, value]));
  const output = fillPlaceholders(call.text('_text_'), ({ placeholder, key }) => {
    if (!inputs.has(key))
      throw new CardError(`Placeholder ${placeholder} has no input of that name. Drag a value into it in the designer.`);
    return toText(inputs.get(key), call.run.semantics);
  });
  return { output };
}

/** Throws CardError if there would be too many pieces. */
function split(text: string, delimiter: string): string[] {
  // Characters beyond the first 65,536 take two positions, so a text may be up to twice as long as its number of characters.
  const isTooLong = delimiter === '' && text.length > 2 * MAX_PIECES;
  const pieces = isTooLong ? [] : delimiter === '' ? [...text] : text.split(delimiter, MAX_PIECES + 1);
  if (!isTooLong && pieces.length <= MAX_PIECES) return pieces;
  throw new CardError(`The text has more than ${MAX_PIECES} pieces, the maximum. Split it by a longer separator.`);
}

function replace(call: CardCall): Outputs {
  const [text, source, replacement] = [call.searched('string'), call.text('src'), call.text('dest')];
  if (source === '') return { output: text };
  const flags = `${call.flag('global') ? 'g' : ''}${isSet(call.get('sensitive')) && !call.flag('sensitive') ? 'i' : ''}`;
  // A function, because in a string `$&` would be replaced.
  return { output: text.replace(new RegExp(escapePattern(source), flags), () => replacement) };
}

function replaceAny(call: CardCall): Outputs {
  const flags = `${call.flag('global') ? 'g' : ''}${isSet(call.get('case sensitive')) && !call.flag('case sensitive') ? 'i' : ''}`;
  const replacement = call.text('replacement');
  let output = call.searched('text');
  for (const value of call.group('patterns').values()) {
    const source = toText(value, call.run.semantics);
    if (source === '') continue;
    const pattern = toPattern(source, flags);
    const before = output;
    output = bounded(pattern, () => before.replace(pattern, () => replacement));
  }
  return { output };
}

function segment(call: CardCall): string {
  return call.text('string').slice(call.number('start'), isSet(call.get('end')) ? call.number('end') : undefined);
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}

function match(call: CardCall): Outputs {
  const pattern = toPattern(call.text('target'), '');
  const text = call.searched('string');
  return { output: bounded(pattern, () => text.search(pattern)) };
}

/** JavaScript's lastIndexOf differs: there, a match may start at the position and end after it. */
function lastIndexOf(call: CardCall): Outputs {
  const text = call.text('string');
  const searched = isSet(call.get('index')) ? text.slice(0, Math.max(0, call.number('index') + 1)) : text;
  return { output: searched.lastIndexOf(call.text('substr')) };
}

const LOCAL_PART = /[A-Za-z0-9._%+'-]{1,64}$/;
const DOMAIN = /[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/y;
const MAX_LOCAL_PART_LENGTH = 64;

/** Looks around each `@`. A single pattern would try every character as the start of an address, which is slow. */
function findEmail(call: CardCall): Outputs {
  const text = call.searched(call.firstInput);
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const local = LOCAL_PART.exec(text.slice(Math.max(0, at - MAX_LOCAL_PART_LENGTH), at))?.[0];
    DOMAIN.lastIndex = at + 1;
    const domain = local === undefined ? undefined : DOMAIN.exec(text)?.[0];
    if (domain !== undefined) return call.single(`${local}@${domain}`);
  }
  return call.single(null);
}

const HEX = '0123456789abcdef';

/** UUID version 4. */
function uuid({ run: { random } }: CardCall): string {
  const hex = (length: number): string => random.text(length, HEX);
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${random.text(1, '89ab')}${hex(3)}-${hex(12)}`;
}

const MAX_RANDOM_LENGTH = 10_000;

function random(call: CardCall): Outputs {
  const length = Math.min(MAX_RANDOM_LENGTH, Math.max(0, call.number(call.firstInput)));
  return call.single(call.run.random.text(length, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'));
}
