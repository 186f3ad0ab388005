import { UserError } from '../util/user-error.js';

/** A file of contracts that cannot be read as such. The message names the file, the place in it and what to change. */
export class ContractError extends UserError {
  override readonly name = 'ContractError';
}
