/** Values with more parts are counted as having this many, so measuring stays fast. */
const MAX_PARTS = 200_000;
const BYTES_OF_A_PART = 16;

/** Longest text that a card may search or parse, because neither can be interrupted. Our own limit. */
export const MAX_SEARCHED_LENGTH = 4 * 1024 * 1024;
/** JSON may be longer, like the members of a large policy. */
export const MAX_JSON_LENGTH = 16 * 1024 * 1024;
/** Maximum number of parts when splitting a text. */
export const MAX_PIECES = 1_000_000;

/** Approximate size of a value in bytes: two for each character, sixteen for each part. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return BYTES_OF_A_PART + value.length * 2;
  if (typeof value !== 'object' || value === null) return BYTES_OF_A_PART;
  let bytes = 0;
  const left: unknown[] = [value];
  for (let parts = 0; parts < MAX_PARTS; parts++) {
    const part = left.pop();
    if (part === undefined && left.length === 0) break;
    bytes += BYTES_OF_A_PART;
    if (typeof part === 'string') bytes += part.length * 2;
    // Only as many items as will be counted: a list may have millions.
    else if (Array.isArray(part)) for (let index = 0; index < part.length && left.length < MAX_PARTS; index++) left.push(part[index]);
    else if (typeof part === 'object' && part !== null) {
      for (const [key, item] of Object.entries(part)) {
        bytes += key.length * 2;
        left.push(item);
      }
    }
  }
  return bytes;
}
