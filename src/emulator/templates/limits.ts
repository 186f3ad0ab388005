import { TemplateLimitError } from './errors.js';

/** Bounds that keep one expression short: what is longer cannot be paused. */

/** Characters of a template. */
export const MAX_TEMPLATE_LENGTH = 262_144;
/** Characters of one text. */
const MAX_TEXT_LENGTH = 2_000_000;
/** Items that one built-in goes through. */
const MAX_ITEMS = 250_000;
/** Characters of a format, or digits of a number that is read from a text. */
const MAX_FORMAT_LENGTH = 1000;
/** Characters that a search may compare: where it fails late, it begins again at the next one. */
const MAX_COMPARED = 50_000_000;
/** Longer parts are looked for in leaps of up to so many characters; backwards, or where case is ignored, there are none. */
const LEAP = 250;

/** Throws TemplateLimitError. */
export function assertTextLength(length: number): void {
  if (length > MAX_TEXT_LENGTH) throw new TemplateLimitError(`A text has more than ${MAX_TEXT_LENGTH} characters.`);
}

/** Throws TemplateLimitError. */
export function assertItems(count: number): void {
  if (count > MAX_ITEMS) throw new TemplateLimitError(`A list of more than ${MAX_ITEMS} items is gone through at once.`);
}

/** Throws TemplateLimitError. */
export function assertFormatLength(format: string): void {
  if (format.length > MAX_FORMAT_LENGTH) throw new TemplateLimitError(`A format or number has more than ${MAX_FORMAT_LENGTH} characters.`);
}

/** Throws TemplateLimitError for a part that is too long to be looked for in the text. */
export function assertSearch(text: string, part: string, leaps = true): void {
  const compared = text.length * Math.ceil(part.length / (leaps ? LEAP : 1));
  if (part.length <= text.length && compared > MAX_COMPARED)
    throw new TemplateLimitError(`A part of ${part.length} characters is too long to be looked for in a text of ${text.length}.`);
}

/** Whoever counts the steps of a template. */
export interface Work {
  /** Counts steps, one unless told. Throws TemplateLimitError. */
  spend(steps?: number): void;
}

/** Characters of a text that take as long as a step. */
const CHARACTERS_OF_A_STEP = 1000;

/** A long text is long work. */
export function chargeText(text: string, work: Work): void {
  if (text.length >= CHARACTERS_OF_A_STEP) work.spend(Math.floor(text.length / CHARACTERS_OF_A_STEP));
}
