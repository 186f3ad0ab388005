import { UserError } from '../util/user-error.js';

/** Something a request names is not there; the app answers 404 with the message. */
export class NotFound extends UserError {
  override readonly name = 'NotFound';
  readonly status = 404;
}
