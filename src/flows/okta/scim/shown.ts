import { createDeepRedactor } from '../../../util/redact/redact-deeply.js';

/** Longest text, in characters, that is searched for the token. */
const MAX_REDACTED = 64 * 1024;

/** A text without the token, truncated to at most `most` characters. */
export type Shown = (text: string, most: number) => Promise<string>;

/** @example await createShown(token)(body, 2000) */
export function createShown(token: string): Shown {
  const redact = createDeepRedactor([token]);
  return async (text, most) => {
    // Truncated after redacting: otherwise the text could end with a part of the token.
    const clean = await redact(text.slice(0, MAX_REDACTED));
    return clean.length > most ? `${clean.slice(0, most)}…` : clean;
  };
}
