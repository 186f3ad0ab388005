/**
 * An error for the user: its message says what failed, on what, and what to do next, in words that can
 * be shown unchanged. Any other error is a bug.
 */
export abstract class UserError extends Error {
  /** The exit code of the command line: 2 for wrong usage or input, 1 for a failure, or a code that a command documents. */
  get exitCode(): number {
    return 2;
  }
}
