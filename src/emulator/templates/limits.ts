import { TemplateLimitError } from './errors.js';

/** Limits that keep a single expression short, because a longer one could not be paused. */

/** Characters of a template. */
export const MAX_TEMPLATE_LENGTH = 262_144;
/** Characters of one text. */
const MAX_TEXT_LENGTH = 2_000_000;
/** Items that one built-in can process. */
const MAX_ITEMS = 250_000;
/** Characters of a format, or digits of a number that is read from a text. */
const MAX_FORMAT_LENGTH = 1000;
/** Characters that a search may compare: after a late mismatch, it starts again at the next character. */
const MAX_COMPARED = 50_000_000;
/** The longest jump of a search for a long part. Searches backwards or without regard to case do not jump. */
const LEAP = 250;

/** Throws TemplateLimitError. */
export function assertTextLength(length: number): void {
  if (length > MAX_TEXT_LENGTH) throw new TemplateLimitError(`A text has more than ${MAX_TEXT_LENGTH} characters.`);
}

/** Throws TemplateLimitError. */
export function assertItems(count: number): void {
  if (count > MAX_ITEMS) throw new TemplateLimitError(`A list has more than ${MAX_ITEMS} items, which is too many for one operation.`);
}

/** Throws TemplateLimitError. */
export function assertFormatLength(format: string): void {
  if (format.length > MAX_FORMAT_LENGTH) throw new TemplateLimitError(`A format or number has more than ${MAX_FORMAT_LENGTH} characters.`);
}

/** Throws TemplateLimitError for a part that is too long to search for in the text. */
export function assertSearch(text: string, part: string, leaps = true): void {
  const compared = text.length * Math.ceil(part.length / (leaps ? LEAP : 1));
  if (part.length <= text.length && compared > MAX_COMPARED)
    throw new TemplateLimitError(`A part of ${part.length} characters is too long to search for in a text of ${text.length}.`);
}

/** Counts the steps of a template. */
export interface Work {
  /** Counts steps, one by default. Throws TemplateLimitError. */
  spend(steps?: number): void;
}

/** The number of characters that take as long as a step. */
const CHARACTERS_OF_A_STEP = 1000;

/** Counts a long text as several steps. */
export function chargeText(text: string, work: Work): void {
  if (text.length >= CHARACTERS_OF_A_STEP) work.spend(Math.floor(text.length / CHARACTERS_OF_A_STEP));
}
