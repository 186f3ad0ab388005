import { UserError } from '../../../util/user-error.js';

/** A state file that can't be read or written. The message names the file and says what to do. */
export class StateFileError extends UserError {
  override readonly name = 'StateFileError';
}
