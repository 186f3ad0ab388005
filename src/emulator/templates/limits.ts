import { TemplateLimitError } from './errors.js';

/** Bounds that keep one expression short: what is longer cannot be paused. */

/** Characters of a template. */
export const MAX_TEMPLATE_LENGTH = 262_144;
/** Characters of one text. */
const MAX_TEXT_LENGTH = 10_000_000;
/** Items that one built-in goes through. */
const MAX_ITEMS = 1_000_000;

/** Throws TemplateLimitError. */
export function assertTextLength(length: number): void {
  if (length > MAX_TEXT_LENGTH) throw new TemplateLimitError(`A text has more than ${MAX_TEXT_LENGTH} characters.`);
}

/** Throws TemplateLimitError. */
export function assertItems(count: number): void {
  if (count > MAX_ITEMS) throw new TemplateLimitError(`A list of more than ${MAX_ITEMS} items is gone through at once.`);
}
