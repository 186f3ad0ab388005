import { UserError } from '../../util/user-error.js';

/** A seed that cannot be used; the message is one sentence for the person who wrote it. */
export class SeedError extends UserError {
  override readonly name = 'SeedError';
}
