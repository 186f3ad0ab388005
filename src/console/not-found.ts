import { UserError } from '../util/user-error.js';

/** A thing that the request names does not exist. The app returns 404 with the message. */
export class NotFound extends UserError {
  override readonly name = 'NotFound';
  readonly status = 404;
}
