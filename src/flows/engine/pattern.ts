import vm from 'node:vm';
import { messageOf } from '../../util/error-message.js';
import { isObject } from '../../util/is-object.js';
import { CardError } from './errors.js';

/** Ms a pattern may take: a hostile one would otherwise hold the process for years. */
const MAX_SEARCH_MS = 250;

// The engine's own interrupt ends a search that backtracks without end; nothing of the text is run as code.
const SEARCH = new vm.Script('operation()');

/** A regular expression as the author wrote it. Throws CardError when it is none. */
export function toPattern(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    throw new CardError(`'${source.slice(0, 60)}' is not a regular expression: ${messageOf(error)}`);
  }
}

/** What `operation` gives, or a card error when it takes too long. @example bounded(pattern, () => pattern.exec(text)) */
export function bounded<T>(pattern: RegExp, operation: () => T): T {
  let result: { readonly value: T } | undefined;
  const context = vm.createContext({
    operation: () => {
      result = { value: operation() };
    },
  });
  try {
    SEARCH.runInContext(context, { timeout: MAX_SEARCH_MS });
  } catch (error) {
    // The error comes from the other context, so it is no instance of this one's Error.
    if (!isObject(error) || error.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new CardError(
      `The regular expression ${String(pattern).slice(0, 60)} took longer than ${MAX_SEARCH_MS} ms; it backtracks without end.`,
    );
  }
  if (result === undefined) throw new CardError(`The regular expression ${String(pattern).slice(0, 60)} could not be run.`);
  return result.value;
}
