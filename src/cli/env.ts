import { findBackground } from './background.js';
import { clientEnvironment, ENV_FORMATS, formatEnvironment } from './client-environment.js';
import { UsageError } from './usage-error.js';

/** Prints the variables of the emulator of this folder and nothing else, so that `eval "$(… env)"` is safe. */
export async function env(flags: { readonly format?: string }): Promise<void> {
  const format = ENV_FORMATS.find((name) => name === (flags.format ?? 'shell'));
  if (format === undefined) throw new UsageError(`--format is one of ${ENV_FORMATS.join(', ')}, not '${flags.format}'.`);
  const run = await findBackground();
  if (run === undefined) throw new UsageError('No emulator runs in the background here: start one with expensify-emulator start --detach.');
  process.stdout.write(formatEnvironment(clientEnvironment(run, run.consoleToken), format));
}
