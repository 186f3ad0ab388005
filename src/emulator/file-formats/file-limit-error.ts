import { UserError } from '../../util/user-error.js';

/** The content is more than a file of this format can contain. The message names the limit and says what to do. */
export class FileLimitError extends UserError {
  override readonly name = 'FileLimitError';
}
