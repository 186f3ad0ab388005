/** An expectation that was not met. */
export interface CaseFailure {
  /** The path in `expect`: `output.Policy ID`, `requests[0].job.type`. */
  readonly path: string;
  /** A sentence, if there are no two values to compare. */
  readonly message?: string;
  /** As JSON, shortened, without secrets. */
  readonly expected?: string;
  readonly seen?: string;
  /** The request or card it came from: `request of 'Update employees' (POST https://…)`. */
  readonly from?: string;
}

/** The result of a case, without secrets. */
export interface CaseReport {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Name of the flow that ran; "" if none did. */
  readonly flow: string;
  readonly passed: boolean;
  /** Why the case stopped before its end: an invalid input, a card without a stub, a host that is not allowed. */
  readonly problem?: string;
  readonly failures: readonly CaseFailure[];
  /** How the flow failed, expected or not. */
  readonly flowError?: { readonly message: string; readonly code?: number | string; readonly card?: string };
  readonly advisories: readonly { readonly code: string; readonly message: string; readonly card: string }[];
  readonly skipped: readonly { readonly email: string; readonly reason: string; readonly card: string }[];
}
