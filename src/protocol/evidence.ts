/**
 * How a behaviour of the Integration Server is known, strongest first.
 * - `documented`: a worked example or parameter table in Expensify's own reference.
 * - `recorded`: a body captured from the live service.
 * - `observed`: stated as seen live by a client's author; the body was not kept.
 * - `assumed`: nobody has published evidence. The emulator must answer something, and says so.
 */
export const EVIDENCE = ['documented', 'recorded', 'observed', 'assumed'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** One answer a job can give, with the source of our belief in it. */
export interface Answer {
  readonly responseCode: number;
  /** Errors only. `{name}` is replaced by the value the answer is about. */
  readonly responseMessage?: string;
  readonly evidence: Evidence;
  /** How the wording is known, when that is weaker than the code. */
  readonly wording?: Evidence;
  readonly source: string;
}

/** One behaviour that is no answer of its own: a default, a guard, an order of checks. */
export interface Rule {
  readonly statement: string;
  readonly evidence: Evidence;
  readonly source: string;
}

/** An answer that was given: which, and with what values put into its message. */
export interface GivenAnswer {
  /** `update employees/updated`, `wire/authentication-error`: unique among all answers. */
  readonly id: string;
  readonly evidence: Evidence;
  readonly responseCode: number;
}

/** The weaker of code and wording: what a client that relies on the whole answer relies on. */
export function weakestEvidence(answer: Answer): Evidence {
  return answer.wording ?? answer.evidence;
}
