/**
 * Any value from a client as text: strings unchanged, other values as JSON, undefined as "".
 * Never throws, which `String({ toString: 1 })` does.
 * @example asText({ a: 1 }) // '{"a":1}'
 */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The same, short enough for a sentence. Only the first parts of a large value are read. */
export function shown(value: unknown): string {
  return asText(startOf(value, { parts: MAX_SHOWN_LENGTH })).slice(0, MAX_SHOWN_LENGTH);
}

const MAX_SHOWN_LENGTH = 200;

/** As much of a value as can be shown. Each part takes at least one character. */
function startOf(value: unknown, left: { parts: number }): unknown {
  if (typeof value === 'string') return value.slice(0, MAX_SHOWN_LENGTH);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (let index = 0; index < value.length && left.parts-- > 0; index++) items.push(startOf(value[index], left));
    return items;
  }
  const entries: [string, unknown][] = [];
  for (const [key, held] of Object.entries(value)) {
    if (left.parts-- <= 0) break;
    entries.push([key, startOf(held, left)]);
  }
  return Object.fromEntries(entries);
}
