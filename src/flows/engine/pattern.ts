import vm from 'node:vm';
import { processorTime } from '../../runtime/timer.js';
import { messageOf } from '../../util/error-message.js';
import { isObject } from '../../util/is-object.js';
import { CardError } from './errors.js';

/** Time limit for a pattern, in ms. A malicious one could otherwise block the process for years. */
const MAX_SEARCH_MS = 250;
/** V8 measures the time of a clock. A search that mostly waited for the processor is tried again. */
const MAX_ATTEMPTS = 20;

// V8's own time limit ends a search that backtracks endlessly; no part of the text runs as code.
const SEARCH = new vm.Script('operation()');

/** A regular expression as the author wrote it. Throws CardError if it is invalid. */
export function toPattern(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    throw new CardError(`'${source.slice(0, 60)}' is not a regular expression: ${messageOf(error)}`);
  }
}

/** The result of `operation`, or a card error if it takes too long. @example bounded(pattern, () => pattern.exec(text)) */
export function bounded<T>(pattern: RegExp, operation: () => T): T {
  const { lastIndex } = pattern;
  const start = processorTime();
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    pattern.lastIndex = lastIndex;
    const result = search(operation);
    if (result !== undefined) return result.value;
    if (processorTime() - start >= MAX_SEARCH_MS / 2) break;
  }
  throw new CardError(
    `The regular expression ${String(pattern).slice(0, 60)} took longer than ${MAX_SEARCH_MS} ms; it probably backtracks endlessly. Simplify it.`,
  );
}

/** Undefined if the time is up. */
function search<T>(operation: () => T): { readonly value: T } | undefined {
  let result: { readonly value: T } | undefined;
  const context = vm.createContext({
    operation: () => {
      result = { value: operation() };
    },
  });
  try {
    SEARCH.runInContext(context, { timeout: MAX_SEARCH_MS });
    return result;
  } catch (error) {
    // The error comes from another context, so it is not an instance of this context's Error.
    if (!isObject(error) || error.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return undefined;
  }
}
