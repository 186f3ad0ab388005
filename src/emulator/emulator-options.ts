import { didYouMean } from '../util/did-you-mean.js';
import { emulatorOptions } from './option-checks.js';
import { type EmulatorOptions, LIBRARY_OPTIONS, START_OPTIONS } from './options.js';

/**
 * TypeScript callers get the types of `createEmulator`; all other callers get this check. Throws a TypeError that names the
 * option, and suggests the likely one for an unknown key: a test must not run with an option that was ignored.
 */
export function readEmulatorOptions(options: object): EmulatorOptions {
  const result = emulatorOptions().safeParse(options);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const likely = START_OPTIONS.find((option) => option.key === key)?.library ?? didYouMean(key, Object.keys(LIBRARY_OPTIONS));
    throw new TypeError(`createEmulator has no option '${key}'.${likely === undefined ? '' : ` Did you mean '${likely}'?`}`);
  }
  throw new TypeError(`createEmulator: ${issue?.path.join('.')} ${issue?.message}.`);
}
