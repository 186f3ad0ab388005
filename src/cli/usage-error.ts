import { UserError } from '../util/user-error.js';

/** What the user typed cannot be done; the message is one sentence, and the exit code 2. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
}
