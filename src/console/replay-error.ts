import { UserError } from '../util/user-error.js';

/** An exchange that can't be replayed. The message gives the reason. */
export class ReplayError extends UserError {
  override readonly name = 'ReplayError';
  readonly status = 409;
}
