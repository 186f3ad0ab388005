import { closest, distance } from 'fastest-levenshtein';

/**
 * The known word nearest to `word`, or undefined if none is near enough to be a likely typo: one edit in three letters, or two
 * letters that changed places.
 * @example didYouMean('employeMail', ['employeeEmail', 'role']) // 'employeeEmail'
 */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  const words = [...known];
  // The comparison is quadratic in the length, and a key of a megabyte is not a typo.
  if (words.length === 0 || word.length > 80) return undefined;
  const wanted = word.toLowerCase();
  const lowered = words.map((candidate) => candidate.toLowerCase());
  const best = closest(wanted, lowered);
  if (isLikely(wanted, best)) return words[lowered.indexOf(best)];
  const swapped = lowered.findIndex((candidate) => isSwapped(wanted, candidate));
  if (swapped >= 0) return words[swapped];
  return words[lowered.findIndex((candidate) => isBeginning(candidate, wanted) || isBeginning(wanted, candidate))];
}

function isLikely(wanted: string, candidate: string): boolean {
  const edits = distance(wanted, candidate);
  return edits === 0 || (wanted.length >= 3 && edits <= Math.floor(Math.max(wanted.length, candidate.length) / 3));
}

/** `prot` of `port`: two edits, but one slip of the fingers. */
function isSwapped(wanted: string, candidate: string): boolean {
  if (wanted.length !== candidate.length || distance(wanted, candidate) !== 2) return false;
  const at = [...wanted].findIndex((letter, index) => letter !== candidate[index]);
  return wanted[at] === candidate[at + 1] && wanted[at + 1] === candidate[at];
}

/** `domain` of `domainName`. A short word is the beginning of too many others. */
function isBeginning(start: string, word: string): boolean {
  return start.length >= MIN_START_LENGTH && word.startsWith(start);
}

const MIN_START_LENGTH = 5;
