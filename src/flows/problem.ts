import { suggest } from '../util/suggest.js';
import { UserError } from '../util/user-error.js';

/** A file that is not an Okta Workflows export, or one that cannot be read. The message names file and place. */
export class FlowFileError extends UserError {
  override readonly name = 'FlowFileError';
}

/** Something given beside the export is wrong: an input, an override, a stub, a user, a table, a limit. */
export class FlowInputError extends UserError {
  override readonly name = 'FlowInputError';
}

/**
 * `There is no flow 'Provison'. Did you mean 'Provision'?`, or the names there are. With an owner: `'Settings' has no input …`.
 * @example throw noSuch('input', 'limt', ['limit'], "'Settings'")
 */
export function noSuch(what: string, word: string, known: readonly string[], owner?: string): FlowInputError {
  const shown = known.slice(0, 20).map((name) => `'${name}'`);
  const more = known.length > shown.length ? ` and ${known.length - shown.length} more` : '';
  const verb = owner !== undefined ? 'it has' : known.length === 1 ? 'there is' : 'there are';
  const others = known.length === 0 ? '.' : `; ${verb} ${shown.join(', ')}${more}.`;
  return new FlowInputError(`${owner === undefined ? 'There is' : `${owner} has`} no ${what} '${word}'${suggest(word, known, others)}`);
}
