/** The part of a matcher's `this` that vitest and Jest have in common. */
export interface MatcherContext {
  readonly isNot?: boolean;
  equals(actual: unknown, expected: unknown, testers?: unknown[]): boolean;
  readonly utils: {
    printExpected(value: unknown): string;
    printReceived(value: unknown): string;
    diff(expected: unknown, received: unknown): string | null | undefined;
    readonly subsetEquality: unknown;
    readonly iterableEquality: unknown;
  };
}

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

interface Question<T> {
  readonly matcher: string;
  /** `a member` */
  readonly what: string;
  readonly wanted: object;
  readonly candidates: readonly T[];
  /** True for candidates that were probably meant. */
  readonly near: (candidate: T) => boolean;
  /** What the message shows of a candidate that was probably not meant. Default: all of it. */
  readonly brief?: (candidate: T) => object;
  readonly times?: number | undefined;
}

const MAX_SHOWN = 10;

/** Looks for the wanted object among the candidates. The message shows similar candidates, the closest one as a diff. */
export function judge<T extends object>(context: MatcherContext, question: Question<T>): MatcherResult {
  const { wanted, candidates, times } = question;
  const matching = candidates.filter((candidate) => isLike(context, candidate, wanted));
  const pass = times === undefined ? matching.length > 0 : matching.length === times;
  return { pass, message: () => explain(context, question, matching) };
}

/** Objects may have more keys than expected, but lists must have the same length. */
function isLike({ equals, utils }: MatcherContext, actual: unknown, expected: unknown): boolean {
  return equals(actual, expected, [utils.iterableEquality, utils.subsetEquality]);
}

function explain<T extends object>(context: MatcherContext, question: Question<T>, matching: readonly T[]): string {
  const { what, wanted, candidates, near, brief = (candidate) => candidate, times } = question;
  const { utils } = context;
  const amount = times === undefined ? '' : ` ${times} times, not ${matching.length}`;
  const named = context.isNot === true ? what.replace(/^an? /, 'no ') : what;
  const head = `Expected ${named} like this${amount}:\n  ${utils.printExpected(wanted)}`;
  if (context.isNot === true) return `${head}\n\nFound:\n${list(context, matching)}`;
  const nearby = candidates.filter(near);
  const [closest] = [...nearby].sort((one, other) => likeness(context, other, wanted) - likeness(context, one, wanted));
  if (closest === undefined)
    return `${head}\n\n${candidates.length === 0 ? 'Found none at all.' : `Found:\n${list(context, candidates.map(brief))}`}`;
  const shown = Object.fromEntries(Object.entries(closest).filter(([key]) => Object.hasOwn(wanted, key)));
  return `${head}\n\nThe closest of ${candidates.length}:\n${utils.diff(wanted, shown) ?? list(context, [closest])}`;
}

/** The number of wanted parts that a candidate has. */
function likeness(context: MatcherContext, candidate: object, wanted: object): number {
  return Object.entries(wanted).filter(([key, value]) => isLike(context, Object.getOwnPropertyDescriptor(candidate, key)?.value, value))
    .length;
}

function list({ utils }: MatcherContext, candidates: readonly object[]): string {
  const lines = candidates.slice(-MAX_SHOWN).map((candidate) => `  ${utils.printReceived(candidate)}`);
  const rest = candidates.length - lines.length;
  return [...(rest > 0 ? [`  (${rest} earlier ones not shown)`] : []), ...lines].join('\n');
}
