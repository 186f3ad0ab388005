/**
 * Whatever a client sent, as text: texts as they came, anything else as JSON, nothing as "".
 * Never throws, which `String({ toString: 1 })` does.
 * @example asText({ a: 1 }) // '{"a":1}'
 */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The same, short enough to stand in a sentence. */
export function shown(value: unknown): string {
  return asText(value).slice(0, LONGEST_SHOWN);
}

const LONGEST_SHOWN = 200;
