import { UserError } from '../../util/user-error.js';

/** A cases file that can't be read or breaks its schema. The message names the file and the line. */
export class FlowCasesError extends UserError {
  override readonly name = 'FlowCasesError';
}
