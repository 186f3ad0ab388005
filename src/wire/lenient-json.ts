import JSON5 from 'json5';

export type ReadJson =
  | { readonly ok: true; readonly value: unknown; readonly isStrict: boolean }
  | { readonly ok: false; readonly problem: string };

/** Deeper than any job; a million open brackets must neither exhaust the stack nor the memory. */
const DEEPEST = 200;
const TOO_DEEP = `nested deeper than ${DEEPEST} levels`;
/** The lenient reader is slow, and nobody types a megabyte by hand. */
const LONGEST_LENIENT = 1024 * 1024;

/**
 * JSON as the live service reads it: strict first, then with single quotes, trailing commas and junk after the
 * closing brace (all observed). Never throws.
 */
export function readLenientJson(text: string): ReadJson {
  if (isTooDeep(text, '"')) return { ok: false, problem: TOO_DEEP };
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value, isStrict: true };
  } catch {
    // JSON.parse quotes the text around the place, which may hold a secret; JSON5 names one character only.
    if (text.length > LONGEST_LENIENT) return { ok: false, problem: 'not valid JSON, and too long to be read leniently' };
    // Only a lenient text has strings in single quotes, in which a double quote stands for itself.
    if (isTooDeep(text, `"'`)) return { ok: false, problem: TOO_DEEP };
  }
  return readJson5(text);
}

function readJson5(text: string): ReadJson {
  try {
    const value: unknown = JSON5.parse(text);
    // Comments, and quotes in them, hide brackets from a look at the text.
    return isDeeper(value) ? { ok: false, problem: TOO_DEEP } : { ok: true, value, isStrict: false };
  } catch (error) {
    const head = upToClosingBracket(text);
    if (head !== undefined && head.length < text.length) return readJson5(head);
    return { ok: false, problem: problemOf(error) };
  }
}

/** Level by level, so that it needs no stack of its own. */
function isDeeper(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
    level = level.filter((item) => typeof item === 'object' && item !== null);
  }
  return false;
}

/** The text up to the bracket that closes the first one, or undefined when none does. */
function upToClosingBracket(text: string): string | undefined {
  let depth = 0;
  let quote: string | undefined;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (quote !== undefined) {
      if (character === '\\') index++;
      else if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) return text.slice(0, index + 1);
  }
  return undefined;
}

/** Brackets in strings do not count. */
function isTooDeep(text: string, quotes: string): boolean {
  if (text.length <= DEEPEST) return false;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x22 || (code === 0x27 && quotes.length > 1)) index = endOfString(text, index, code === 0x22 ? '"' : "'");
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > DEEPEST) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

function endOfString(text: string, start: number, quote: string): number {
  let index = text.indexOf(quote, start + 1);
  while (index !== -1 && isEscaped(text, index)) index = text.indexOf(quote, index + 1);
  return index === -1 ? text.length : index;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++;
  return slashes % 2 === 1;
}

function problemOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^JSON5: /, '').slice(0, 200) : 'not JSON';
}
