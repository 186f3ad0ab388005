/**
 * A number with its noun, which gets an `s` unless the number is 1. Use `plural` for irregular nouns.
 * @example countOf(2, 'card') // '2 cards'
 */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
