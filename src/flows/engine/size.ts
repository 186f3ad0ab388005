/** Values with more parts than this are counted as that many, so that measuring stays cheap. */
const MOST_PARTS = 200_000;
const BYTES_OF_A_PART = 16;

/** What a value costs, roughly, in bytes: two for each character, sixteen for each part. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return BYTES_OF_A_PART + value.length * 2;
  if (typeof value !== 'object' || value === null) return BYTES_OF_A_PART;
  let bytes = 0;
  const left: unknown[] = [value];
  for (let parts = 0; parts < MOST_PARTS; parts++) {
    const part = left.pop();
    if (part === undefined && left.length === 0) break;
    bytes += BYTES_OF_A_PART;
    if (typeof part === 'string') bytes += part.length * 2;
    else if (Array.isArray(part)) for (const item of part) left.push(item);
    else if (typeof part === 'object' && part !== null) {
      for (const [key, item] of Object.entries(part)) {
        bytes += key.length * 2;
        left.push(item);
      }
    }
  }
  return bytes;
}
