import JSON5 from 'json5';
import { LenientSyntaxError, parseLenient } from '../../src/emulator/wire/lenient-parser.js';

export const LIMITS = { depth: 200, keys: 10_000, names: 20_000 };

type Outcome = { readonly value: unknown } | 'refused';

/** The result of our parser. */
export function ours(text: string): Outcome {
  try {
    return { value: parseLenient(text, LIMITS) };
  } catch (error) {
    if (!(error instanceof LenientSyntaxError)) throw error;
    return 'refused';
  }
}

/** The result of the json5 package. */
export function theirs(text: string): Outcome {
  try {
    return { value: JSON5.parse<unknown>(text) };
  } catch {
    return 'refused';
  }
}
