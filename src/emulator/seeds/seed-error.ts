import { UserError } from '../../util/user-error.js';

/** A seed that cannot be used. The message is a sentence for the person who wrote the seed. */
export class SeedError extends UserError {
  override readonly name = 'SeedError';
}
