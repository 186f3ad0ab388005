/**
 * A text as the part of a regular expression that finds exactly this text.
 * @example new RegExp(escapePattern('a.b')).test('axb') // false
 */
export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
