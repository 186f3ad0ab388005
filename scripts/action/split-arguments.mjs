/**
 * Splits a text at white space, except inside quotes.
 * @example splitArguments('--seed "my seed.yaml"') // ['--seed', 'my seed.yaml']
 */
export function splitArguments(text) {
  const words = text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, (_whole, one, other) => one ?? other));
}
