import { suggest } from '../util/suggest.js';
import { UserError } from '../util/user-error.js';

/** A file that is not an Okta Workflows export, or that can't be read. The message names the file and the place in it. */
export class FlowFileError extends UserError {
  override readonly name = 'FlowFileError';
}

/** An argument other than the export is wrong: an input, an override, a stub, a user, a table or a limit. */
export class FlowInputError extends UserError {
  override readonly name = 'FlowInputError';
}

/**
 * `Unknown flow 'Provison'. Did you mean 'Provision'?`, or a list of valid names. With an owner: `'Settings' has no input …`.
 * @example throw noSuch('input', 'limt', ['limit'], "'Settings'")
 */
export function noSuch(what: string, word: string, known: readonly string[], owner?: string): FlowInputError {
  const shown = known.slice(0, 20).map((name) => `'${name}'`);
  const more = known.length > shown.length ? ` and ${known.length - shown.length} more` : '';
  const others = shown.length === 0 ? '.' : `. Use ${shown.length === 1 ? '' : 'one of '}${shown.join(', ')}${more}.`;
  return new FlowInputError(
    `${owner === undefined ? `Unknown ${what}` : `${owner} has no ${what}`} '${word}'${suggest(word, known, others)}`,
  );
}
