/** A cell of a sheet. Null if there is nothing to write. */
export type Cell = string | number | null;

const PLAIN_DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?$/;
/** A double keeps all digits of a decimal with 15 digits. */
const MAX_DIGITS = 15;
const MAX_NUMBER_LENGTH = MAX_DIGITS + 2;

/** A number if no digit can get lost, otherwise the text, with U+FFFD for half of a surrogate pair. */
export function toCell(text: string): Cell {
  if (text === '') return null;
  return isNumber(text) ? Number(text) : text.toWellFormed();
}

function isNumber(text: string): boolean {
  if (text.length > MAX_NUMBER_LENGTH || !PLAIN_DECIMAL.test(text)) return false;
  const digits = text.replace(/[-.]/g, '');
  // A negative zero would lose its sign.
  return digits.length <= MAX_DIGITS && !(text.startsWith('-') && Number(text) === 0);
}
