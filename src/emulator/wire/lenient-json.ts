import { findTooMuch, MAX_DEPTH, MAX_KEYS } from '../../util/json-bounds.js';
import { LenientSyntaxError, parseLenient } from './lenient-parser.js';

export type ReadJson =
  | { readonly ok: true; readonly value: unknown; readonly isStrict: boolean }
  | { readonly ok: false; readonly problem: string };

/** The number of different keys in a lenient text. */
const MAX_NAMES = 20_000;
/** No one types a megabyte by hand. */
const MAX_LENIENT_LENGTH = 1024 * 1024;

/**
 * Reads JSON as the live service does: strictly first, then with single quotes, trailing commas and extra characters after
 * the closing brace (all observed). Never throws.
 */
export function readLenientJson(text: string): ReadJson {
  const tooMuch = findTooMuch(text);
  if (tooMuch !== undefined) return { ok: false, problem: tooMuch };
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value, isStrict: true };
  } catch {
    // The message of JSON.parse quotes the text around the error, which may contain a secret. The lenient parser names one character only.
    if (text.length > MAX_LENIENT_LENGTH) return { ok: false, problem: 'not valid JSON, and too long for lenient parsing' };
  }
  try {
    return { ok: true, value: parseLenient(text, { depth: MAX_DEPTH, keys: MAX_KEYS, names: MAX_NAMES }), isStrict: false };
  } catch (error) {
    if (!(error instanceof LenientSyntaxError)) throw error;
    return { ok: false, problem: error.message };
  }
}
