/**
 * An error for the person who called or typed: its message says what failed, on what, and what to do next, in words that may
 * be shown as they are. Whatever else is thrown is a defect of ours.
 */
export abstract class UserError extends Error {
  /** What the command line ends with: 2 for wrong usage or input, 1 for what could not be done, or a number that a command documents. */
  get exitCode(): number {
    return 2;
  }
}
