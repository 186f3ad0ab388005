import { didYouMean } from './did-you-mean.js';

/**
 * The end of a sentence on an unknown word: the likely slip, or else `otherwise`.
 * @example `There is no format 'pct'${suggest('pct', ['pact', 'har'])}` // There is no format 'pct'; did you mean 'pact'?
 */
export function suggest(word: string, known: Iterable<string>, otherwise = '.'): string {
  const likely = didYouMean(word, known);
  return likely === undefined ? otherwise : `; did you mean '${likely}'?`;
}

/**
 * The same where a sentence goes on behind it.
 * @example `inputSettings.adminonly${suggestAside('adminonly', ['adminOnly'])}` // inputSettings.adminonly (did you mean adminOnly?)
 */
export function suggestAside(word: string, known: Iterable<string>, otherwise = ''): string {
  const likely = didYouMean(word, known);
  return likely === undefined ? otherwise : ` (did you mean ${likely}?)`;
}
