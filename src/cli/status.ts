import { type FindFlags, NoEmulatorError } from './locate-console.js';
import { RunFile } from './run-file.js';
import { findEmulator, type RunningEmulator } from './running-emulator.js';

/** Prints where the running emulator is: 0 if there is one, otherwise 1. It shows no secret; `env` does. Throws UsageError. */
export async function status(flags: FindFlags & { readonly json?: boolean }): Promise<number> {
  const isJson = flags.json === true;
  try {
    const found = await findEmulator(flags, process.env, process.cwd());
    process.stdout.write(isJson ? `${JSON.stringify(factsOf(found))}\n` : describe(found));
    return 0;
  } catch (error) {
    if (!(error instanceof NoEmulatorError)) throw error;
    process.stdout.write(isJson ? '{"isRunning":false}\n' : `${error.message}\n`);
    return 1;
  }
}

function factsOf({ pid, ready }: RunningEmulator) {
  const { url, endpoint, consoleUrl, policies } = ready;
  return { isRunning: true, pid, url, endpoint, consoleUrl, policies };
}

function describe({ pid, ready, isBackground }: RunningEmulator): string {
  const { endpoint, consoleUrl } = ready;
  const log = isBackground ? `Log       ${new RunFile(process.cwd()).logPath}\n` : '';
  return `Endpoint  ${endpoint}\nConsole   ${consoleUrl}\nProcess   ${pid}\n${log}`;
}
