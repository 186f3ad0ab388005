/**
 * How a behaviour of the Integration Server is known, strongest first.
 * - `documented`: a worked example or parameter table in Expensify's own reference.
 * - `recorded`: a body captured from the live service.
 * - `observed`: stated as seen live by a client's author; the body was not kept.
 * - `assumed`: nobody has published evidence. The emulator must answer something, and says so.
 */
export const EVIDENCE = ['documented', 'recorded', 'observed', 'assumed'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/**
 * How something is known. `except` names the parts that are known less well than the rest, in a phrase each, so that
 * nothing counts as documented because most of it is.
 * @example { evidence: 'documented', except: { assumed: 'the wording' }, source: 'API reference' }
 */
export interface Known {
  readonly evidence: Evidence;
  readonly except?: Readonly<Partial<Record<Evidence, string>>>;
  readonly source: string;
  /** A row of docs/reference/limits.md: what of it is assumed, and what a client does about that. */
  readonly limit?: { readonly assumed: string; readonly advice?: string };
}

/** One answer a job can give. Its evidence is that of the code, and of the documented keys of a success. */
export interface Answer extends Known {
  readonly responseCode: number;
  /** Errors only. `{name}` is replaced by the value the answer is about. */
  readonly responseMessage?: string;
  /** An HTTP status of this code without a body, in place of an envelope under HTTP 200. */
  readonly isBare?: true;
  /** The emulator speaks for itself: nobody could publish what the live service answers here, as it does something else. */
  readonly isOwn?: true;
}

/** One behaviour that is no answer of its own: a default, a guard, an order of checks. */
export interface Rule extends Known {
  readonly statement: string;
}

/** Which answer a request got. */
export interface Answered {
  /** `update employees/updated`, `wire/authentication-error`: unique among all answers. */
  readonly id: string;
  /** The weakest of its parts: what a client that relies on the whole answer relies on. */
  readonly evidence: Evidence;
  readonly responseCode: number;
  /** What of it is assumed, for the advisory; missing when nothing is. */
  readonly assumed?: string;
  /** An HTTP status without a body. */
  readonly isBare?: true;
}

/** The evidence of the part that is known least. */
export function weakestEvidence({ evidence, except = {} }: Pick<Known, 'evidence' | 'except'>): Evidence {
  return EVIDENCE.findLast((kind) => kind === evidence || except[kind] !== undefined) ?? evidence;
}

/** @example describeEvidence({ evidence: 'documented', except: { assumed: 'the wording' } }) // 'documented; assumed: the wording' */
export function describeEvidence({ evidence, except = {} }: Pick<Known, 'evidence' | 'except'>): string {
  return [evidence, ...EVIDENCE.flatMap((kind) => (except[kind] === undefined ? [] : [`${kind}: ${except[kind]}`]))].join('; ');
}

/** The answer as it is given. */
export function toAnswered(id: string, answer: Answer): Answered {
  const assumed = describeAssumed(id, answer);
  const { responseCode, isBare } = answer;
  return { id, evidence: weakestEvidence(answer), responseCode, ...(assumed !== undefined && { assumed }), ...(isBare && { isBare }) };
}

/** `the wording of update employees/missing-data (the rest is documented)` */
function describeAssumed(id: string, { evidence, except, responseMessage, isOwn }: Answer): string | undefined {
  if (isOwn === true) return undefined;
  if (evidence === 'assumed') return `${responseMessage === undefined ? 'the whole response' : 'the code and the wording'} of ${id}`;
  return except?.assumed === undefined ? undefined : `${except.assumed} of ${id} (the rest is ${evidence})`;
}
