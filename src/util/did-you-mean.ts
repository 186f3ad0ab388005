import { distance } from 'fastest-levenshtein';

/**
 * The known word that `word` is most likely a typo of, or undefined when none is close enough.
 * @example didYouMean('employeMail', ['employeeEmail', 'role']) // 'employeeEmail'
 */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  // Comparing is quadratic in length, and a key of a megabyte is not a typo.
  if (word.length > MAX_LENGTH) return undefined;
  const words = [...known];
  const wanted = word.toLowerCase();
  const candidates = words.map((candidate) => candidate.toLowerCase());
  const typos = candidates.map((candidate) => typosBetween(wanted, candidate));
  const fewest = typos.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY);
  if (fewest <= maxTypos(wanted)) return words[typos.indexOf(fewest)];
  return words[candidates.findIndex((candidate) => isBeginning(candidate, wanted) || isBeginning(wanted, candidate))];
}

const MAX_LENGTH = 80;

/** How many letters of a word may be wrong. Half of a short word is never a typo: 'foo' does not mean 'flow'. */
function maxTypos({ length }: string): number {
  const allowed = length <= 4 ? 1 : length <= 8 ? 2 : 3;
  return Math.min(allowed, Math.ceil(length / 2) - 1);
}

/** Two neighbouring letters in the wrong order are one typo, where Levenshtein counts two. */
function typosBetween(word: string, candidate: string): number {
  return isSwap(word, candidate) ? 1 : distance(word, candidate);
}

function isSwap(word: string, candidate: string): boolean {
  if (word === candidate || word.length !== candidate.length) return false;
  let at = 0;
  while (word[at] === candidate[at]) at++;
  return `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}` === candidate;
}

/** `domain` of `domainName`. A short word begins too many others. */
function isBeginning(start: string, word: string): boolean {
  return start.length >= MIN_START_LENGTH && word.startsWith(start);
}

const MIN_START_LENGTH = 5;
