import { didYouMean } from '../util/did-you-mean.js';
import { readLibraryOptions } from './option-checks.js';
import { type EmulatorOptions, LIBRARY_OPTIONS, START_OPTIONS } from './options.js';

/**
 * TypeScript callers get the types of `createEmulator`; all other callers get this check. Throws a TypeError that names the
 * option, and suggests the likely one for an unknown key: a test must not run with an option that was ignored.
 */
export function readEmulatorOptions(given: object): EmulatorOptions {
  const { options, problem } = readLibraryOptions(given);
  if (options !== undefined) return options;
  const { key, path, message } = problem;
  if (message !== undefined) throw new TypeError(`createEmulator: ${path.join('.')} ${message}.`);
  const likely = START_OPTIONS.find((option) => option.key === key)?.library ?? didYouMean(key, Object.keys(LIBRARY_OPTIONS));
  throw new TypeError(`createEmulator has no option '${key}'.${likely === undefined ? '' : ` Did you mean '${likely}'?`}`);
}
