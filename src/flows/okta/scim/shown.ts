import { createDeepRedactor } from '../../../util/redact/redact-deeply.js';

/** Characters of a text that are looked through for the token. */
const MAX_REDACTED = 64 * 1024;

/** A text without the token, of at most so many characters. */
export type Shown = (text: string, most: number) => Promise<string>;

/** @example await createShown(token)(body, 2000) */
export function createShown(token: string): Shown {
  const redact = createDeepRedactor([token]);
  return async (text, most) => {
    // Cut afterwards: a text that is cut first may end with a part of the token.
    const clean = await redact(text.slice(0, MAX_REDACTED));
    return clean.length > most ? `${clean.slice(0, most)}…` : clean;
  };
}
