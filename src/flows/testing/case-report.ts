/** An expectation that was not met. */
export interface CaseFailure {
  /** The place in `expect`: `output.Policy ID`, `requests[0].job.type`. */
  readonly path: string;
  /** A sentence, where there are no two values to compare. */
  readonly message?: string;
  /** As JSON, shortened; secrets are taken out. */
  readonly expected?: string;
  readonly seen?: string;
  /** The request or the card it came from: `request of 'Update employees' (POST https://…)`. */
  readonly from?: string;
}

/** The result of a case, without secrets. */
export interface CaseReport {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Name of the flow that ran; "" when none did. */
  readonly flow: string;
  readonly passed: boolean;
  /** Why the case could not be run to its end: an input that does not fit, a card without a stub, a host that is refused. */
  readonly problem?: string;
  readonly failures: readonly CaseFailure[];
  /** How the flow failed, whether that was expected or not. */
  readonly flowError?: { readonly message: string; readonly code?: number | string; readonly card?: string };
  readonly advisories: readonly { readonly code: string; readonly message: string; readonly card: string }[];
  readonly skipped: readonly { readonly email: string; readonly reason: string; readonly card: string }[];
}
