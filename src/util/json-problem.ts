/**
 * The error of `JSON.parse` without the part of the text that it quotes, which may contain a secret.
 * @example jsonProblem(new SyntaxError(`Unexpected token 'x', "{"a":x}" is not valid JSON`)) // "Unexpected token 'x'"
 */
export function jsonProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : 'it cannot be read';
  return message.replace(/, (?:\.\.\.)?".*$/s, '');
}
