import { orList } from '../util/or-list.js';
import { clientEnvironment, ENV_FORMATS, formatEnvironment } from './client-environment.js';
import type { FindFlags } from './locate-console.js';
import { findEmulator } from './running-emulator.js';
import { UsageError } from './usage-error.js';

/** Prints the variables of the running emulator and nothing else, which makes `eval "$(… env)"` safe. Throws UsageError. */
export async function env(flags: FindFlags & { readonly format?: string }): Promise<void> {
  const format = ENV_FORMATS.find((name) => name === (flags.format ?? 'shell'));
  if (format === undefined) throw new UsageError(`--format '${flags.format}' is not valid. Use ${orList(ENV_FORMATS)}.`);
  const { ready, console } = await findEmulator(flags, process.env, process.cwd());
  process.stdout.write(formatEnvironment(clientEnvironment(ready, console.token), format));
}
