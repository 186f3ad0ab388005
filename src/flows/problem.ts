import { suggest } from '../util/suggest.js';
import { UserError } from '../util/user-error.js';

/** A file that is no Okta Workflows export, or one that cannot be read. The message names file and place. */
export class FlowFileError extends UserError {
  override readonly name = 'FlowFileError';
}

/** Something given beside the export is wrong: an input, an override, a stub, a user, a table, a limit. */
export class FlowInputError extends UserError {
  override readonly name = 'FlowInputError';
}

/** `There is no flow 'Provison'; did you mean 'Provision'?`, or the names there are. */
export function noSuch(what: string, word: string, known: readonly string[]): FlowInputError {
  const shown = known.slice(0, 20).map((name) => `'${name}'`);
  const others = known.length === 0 ? '.' : `; there is ${shown.join(', ')}.`;
  return new FlowInputError(`There is no ${what} '${word}'${suggest(word, known, others)}`);
}
