import { z } from 'zod';
import { readJson } from '../util/read-json.js';
import { askConsole } from './console-client.js';
import { type FindFlags, NoEmulatorError } from './locate-console.js';
import { RunFile } from './run-file.js';
import { findEmulator, type RunningEmulator } from './running-emulator.js';

/** Prints where the running emulator is: 0 if there is one, otherwise 1. It shows no secret; `env` does. Throws UsageError. */
export async function status(flags: FindFlags & { readonly json?: boolean }): Promise<number> {
  const isJson = flags.json === true;
  try {
    const found = await findEmulator(flags, process.env, process.cwd());
    const problem = await problemOf(found);
    process.stdout.write(isJson ? `${JSON.stringify({ ...factsOf(found), problem })}\n` : describe(found, problem));
    return 0;
  } catch (error) {
    if (!(error instanceof NoEmulatorError)) throw error;
    process.stdout.write(isJson ? '{"isRunning":false}\n' : `${error.message}\n`);
    return 1;
  }
}

const healthSchema = z.object({ problem: z.string() });

/** Why the emulator runs and can't be relied on, such as a state that can't be written. Undefined if it can. */
async function problemOf({ console }: RunningEmulator): Promise<string | undefined> {
  const response = await askConsole(console, 'health');
  return healthSchema.safeParse(readJson(await response.text())).data?.problem;
}

function factsOf({ pid, ready }: RunningEmulator) {
  const { url, endpoint, consoleUrl, policies } = ready;
  return { isRunning: true, pid, url, endpoint, consoleUrl, policies };
}

function describe({ pid, ready, isBackground }: RunningEmulator, problem: string | undefined): string {
  const { endpoint, consoleUrl } = ready;
  const log = isBackground ? `Log       ${new RunFile(process.cwd()).logPath}\n` : '';
  const bad = problem === undefined ? '' : `Problem   ${problem}\n`;
  return `Endpoint  ${endpoint}\nConsole   ${consoleUrl}\nProcess   ${pid}\n${log}${bad}`;
}
