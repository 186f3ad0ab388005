/**
 * The evidence for a behaviour of the Integration Server, strongest first.
 * - `documented`: a worked example or parameter table in Expensify's own reference.
 * - `recorded`: a body captured from the live service.
 * - `observed`: reported as seen live by a client's author; the body was not kept.
 * - `assumed`: no evidence is published. The emulator has to respond somehow, and says that it guesses.
 */
export const EVIDENCE = ['documented', 'recorded', 'observed', 'assumed'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/**
 * The evidence for something. `except` describes the parts with weaker evidence, in a phrase each, so that
 * nothing counts as documented just because most of it is.
 * @example { evidence: 'documented', except: { assumed: 'the wording' }, source: 'API reference' }
 */
export interface Known {
  readonly evidence: Evidence;
  readonly except?: Readonly<Partial<Record<Evidence, string>>>;
  readonly source: string;
  /** A row of docs/reference/limits.md: what is assumed, and what clients should do. */
  readonly limit?: { readonly assumed: string; readonly advice?: string };
}

/** One possible response of a job. Its evidence applies to the code, and to the documented keys of a success. */
export interface Answer extends Known {
  readonly responseCode: number;
  /** Errors only. `{name}` is replaced by a value. */
  readonly responseMessage?: string;
  /** True if the response is an HTTP status with this code and no body, instead of an envelope with HTTP 200. */
  readonly isBare?: true;
  /** True if only the emulator responds like this, because the live service does something else here. */
  readonly isOwn?: true;
}

/** One behaviour that is not a response: a default, a guard, an order of checks. */
export interface Rule extends Known {
  readonly statement: string;
}

/** The answer that a request got. */
export interface Answered {
  /** `update employees/updated`, `wire/authentication-error`: unique among all answers. */
  readonly id: string;
  /** The weakest evidence of any part, which matters to clients that rely on the whole response. */
  readonly evidence: Evidence;
  readonly responseCode: number;
  /** The assumed part, for the advisory. Missing if nothing is assumed. */
  readonly assumed?: string;
  /** True for an HTTP status without a body. */
  readonly isBare?: true;
}

/** The weakest evidence of any part. */
export function weakestEvidence({ evidence, except = {} }: Pick<Known, 'evidence' | 'except'>): Evidence {
  return EVIDENCE.findLast((kind) => kind === evidence || except[kind] !== undefined) ?? evidence;
}

/** @example describeEvidence({ evidence: 'documented', except: { assumed: 'the wording' } }) // 'documented; assumed: the wording' */
export function describeEvidence({ evidence, except = {} }: Pick<Known, 'evidence' | 'except'>): string {
  return [evidence, ...EVIDENCE.flatMap((kind) => (except[kind] === undefined ? [] : [`${kind}: ${except[kind]}`]))].join('; ');
}

/** The answer as sent. */
export function toAnswered(id: string, answer: Answer): Answered {
  const assumed = describeAssumed(id, answer);
  const { responseCode, isBare } = answer;
  return { id, evidence: weakestEvidence(answer), responseCode, ...(assumed !== undefined && { assumed }), ...(isBare && { isBare }) };
}

/** `the wording (update employees/missing-data; the rest is documented)` */
function describeAssumed(id: string, { evidence, except, responseMessage, isOwn }: Answer): string | undefined {
  if (isOwn === true) return undefined;
  if (evidence === 'assumed') return `${responseMessage === undefined ? 'the whole response' : 'the code and the wording'} (${id})`;
  return except?.assumed === undefined ? undefined : `${except.assumed} (${id}; the rest is ${evidence})`;
}
