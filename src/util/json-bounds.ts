import { atOnce, type Work } from '../runtime/slices.js';

/** Deeper than any job. A million open brackets must not exhaust the stack or memory. */
export const MAX_DEPTH = 200;
/** For one object. A record has twenty. JSON.parse takes a minute for an object of three million. */
export const MAX_KEYS = 10_000;
/** Objects and lists in a text. 250,000 records with two lists each have 750,001. */
const MAX_BRACKETS = 1_000_000;

/** Counts of keys for all texts that are read without pauses, because a new list for each costs more than reading a short text. */
const sharedKeys = new Uint32Array(MAX_DEPTH + 2);

/**
 * What a text contains too much of for JSON.parse, which can be neither interrupted nor limited. Undefined for
 * nothing. Brackets and colons in strings do not count.
 */
export function findTooMuch(text: string, mostBrackets = MAX_BRACKETS): string | undefined {
  return text.length <= MAX_DEPTH || (mostBrackets >= MAX_DEPTH && isShort(text))
    ? undefined
    : atOnce(findTooMuchInSteps(text, mostBrackets, sharedKeys));
}

/** True for a text with too few characters for `MAX_KEYS` and with too few brackets for `MAX_DEPTH`, which most texts are. */
function isShort(text: string): boolean {
  return text.length <= MAX_KEYS && occursRarely(text, '{') && occursRarely(text, '[');
}

/** Searching for a few brackets takes a fraction of the time of looking at each character. */
function occursRarely(text: string, bracket: string): boolean {
  let at = text.indexOf(bracket);
  for (let count = 0; at !== -1; at = text.indexOf(bracket, at + 1)) if (++count > MAX_DEPTH / 2) return false;
  return true;
}

/** About a millisecond, in steps of parsing. */
const BRACKETS_WITHOUT_PAUSE = 4096;
const STEPS_WITHOUT_PAUSE = 50;

/** The same with pauses, for a text of many megabytes. `keys` counts the keys of the open objects, by depth. */
export function* findTooMuchInSteps(text: string, mostBrackets: number, keys = new Uint32Array(MAX_DEPTH + 2)): Work<string | undefined> {
  keys[0] = 0;
  let depth = 0;
  let brackets = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x22) index = endOfString(text, index);
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > MAX_DEPTH) return `nested deeper than ${MAX_DEPTH} levels`;
      if (++brackets > mostBrackets) return `more than ${mostBrackets} objects and lists`;
      keys[depth] = 0;
      if (brackets % BRACKETS_WITHOUT_PAUSE === 0) yield STEPS_WITHOUT_PAUSE;
    } else if (code === 0x5d || code === 0x7d) depth = Math.max(0, depth - 1);
    else if (code === 0x3a) {
      const count = (keys[depth] ?? 0) + 1;
      if (count > MAX_KEYS) return `an object of more than ${MAX_KEYS} keys`;
      keys[depth] = count;
    }
  }
  return undefined;
}

/** The position of the quote that ends a string, or the end of the text. */
export function endOfString(text: string, start: number): number {
  let index = text.indexOf('"', start + 1);
  while (index !== -1 && isEscaped(text, index)) index = text.indexOf('"', index + 1);
  return index === -1 ? text.length : index;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++;
  return slashes % 2 === 1;
}
