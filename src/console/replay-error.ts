import { UserError } from '../util/user-error.js';

/** An exchange that cannot be sent again; the message says why. */
export class ReplayError extends UserError {
  override readonly name = 'ReplayError';
  readonly status = 409;
}
