import { didYouMean } from './did-you-mean.js';

/**
 * Ends a sentence about an unknown word: with the word that was probably meant, or else with `otherwise`.
 * @example `Unknown format 'pcat'${suggest('pcat', ['pact', 'har'])}` // Unknown format 'pcat'. Did you mean 'pact'?
 */
export function suggest(word: string, known: Iterable<string>, otherwise = '.'): string {
  const likely = didYouMean(word, known);
  return likely === undefined ? otherwise : `. Did you mean '${likely}'?`;
}

/**
 * The same in the middle of a sentence.
 * @example `inputSettings.adminonly${suggestAside('adminonly', ['adminOnly'])}` // inputSettings.adminonly (did you mean adminOnly?)
 */
export function suggestAside(word: string, known: Iterable<string>, otherwise = ''): string {
  const likely = didYouMean(word, known);
  return likely === undefined ? otherwise : ` (did you mean ${likely}?)`;
}
