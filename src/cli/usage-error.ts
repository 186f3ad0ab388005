import { UserError } from '../util/user-error.js';

/** Wrong usage of the command line. The message says what to do instead, and the exit code is 2. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
}
