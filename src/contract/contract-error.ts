import { UserError } from '../util/user-error.js';

/** An invalid contract file. The message names the file, the place in it and what to change. */
export class ContractError extends UserError {
  override readonly name = 'ContractError';
}
