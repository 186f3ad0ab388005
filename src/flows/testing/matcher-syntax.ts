import { messageOf } from '../../util/error-message.js';
import { isObject } from '../../util/is-object.js';
import { suggest } from '../../util/suggest.js';
import { MATCHERS } from './cases-schema.js';

/** `$any` matches any value except null and missing values; `$absent` matches only these. */
export const WORDS = ['$any', '$absent'] as const;
const OPERATORS = Object.keys(MATCHERS);
/** Nobody writes deeper values by hand. */
const MAX_DEPTH = 50;

/** Text between slashes, with flags. @example patternOf('/skipped/i') // /skipped/i */
export function patternOf(text: string): RegExp | undefined {
  const [, source, flags] = /^\/(.+)\/([imsu]{0,4})$/s.exec(text) ?? [];
  return source === undefined ? undefined : new RegExp(source, flags);
}

/** True for an object whose keys are matchers. */
export function isMatcher(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && Object.keys(value).some((key) => OPERATORS.includes(key));
}

/** A mistake in a matcher, which would otherwise be compared as text: its path, and a sentence about it. */
export interface MatcherProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The first invalid matcher of an expectation, or undefined. */
export function matcherProblem(value: unknown, path: readonly PropertyKey[] = []): MatcherProblem | undefined {
  if (path.length > MAX_DEPTH) return { path, message: 'is nested too deeply.' };
  if (typeof value === 'string') {
    const message = textProblem(value);
    return message === undefined ? undefined : { path, message };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, held] of Object.entries(value)) {
    const problem = key === '$equals' ? undefined : (keyProblem(value, key, path) ?? matcherProblem(held, [...path, key]));
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function keyProblem(value: object, key: string, path: readonly PropertyKey[]): MatcherProblem | undefined {
  if (/^\$[A-Za-z]+$/.test(key) && !OPERATORS.includes(key))
    return { path: [...path, key], message: `is not a matcher${suggest(key, OPERATORS, `. Use ${OPERATORS.join(', ')}.`)}` };
  if (OPERATORS.includes(key) || !isMatcher(value)) return undefined;
  return { path: [...path, key], message: "can't be combined with a matcher. Put it into a separate object." };
}

function textProblem(text: string): string | undefined {
  const [word] = WORDS.filter((known) => known === text);
  if (/^\$[A-Za-z]+$/.test(text) && word === undefined)
    return `is not a matcher${suggest(text, WORDS, `. To compare this text, write { $equals: "${text}" }.`)}`;
  try {
    patternOf(text);
    return undefined;
  } catch (error) {
    return `is not a valid regular expression: ${messageOf(error)}.`;
  }
}
