import { closest, distance } from 'fastest-levenshtein';

/**
 * The known word nearest to `word`, or undefined when nothing is near enough to be a likely slip.
 * @example didYouMean('employeMail', ['employeeEmail', 'role']) // 'employeeEmail'
 */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  const words = [...known];
  // Comparing is quadratic in length, and a key of a megabyte is no slip of the finger.
  if (words.length === 0 || word.length > 80) return undefined;
  const wanted = word.toLowerCase();
  const lowered = words.map((candidate) => candidate.toLowerCase());
  const best = closest(wanted, lowered);
  if (distance(wanted, best) <= Math.max(2, Math.floor(wanted.length / 3))) return words[lowered.indexOf(best)];
  return words[lowered.findIndex((candidate) => isBeginning(candidate, wanted) || isBeginning(wanted, candidate))];
}

/** `domain` of `domainName`. A short word begins too many others. */
function isBeginning(start: string, word: string): boolean {
  return start.length >= MIN_START_LENGTH && word.startsWith(start);
}

const MIN_START_LENGTH = 5;
