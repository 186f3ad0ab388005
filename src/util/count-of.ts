/**
 * A number with its noun, which gets an `s` unless there is exactly one; `plural` is for nouns that need more than that.
 * @example countOf(2, 'card') // '2 cards'
 */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
