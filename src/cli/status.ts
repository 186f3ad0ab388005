import { findBackground } from './background.js';
import { type BackgroundRun, RunFile } from './run-file.js';

/** Says where the emulator of this folder answers: 0 when it does, else 1. Shows no secret; `env` does. */
export async function status(flags: { readonly json?: boolean }): Promise<number> {
  const runFile = new RunFile(process.cwd());
  const run = await findBackground(runFile);
  if (flags.json === true) process.stdout.write(`${JSON.stringify(run === undefined ? { isRunning: false } : factsOf(run))}\n`);
  else process.stdout.write(run === undefined ? 'No emulator runs in the background here.\n' : describe(run, runFile.logPath));
  return run === undefined ? 1 : 0;
}

function factsOf({ pid, url, endpoint, consoleUrl, policies }: BackgroundRun) {
  return { isRunning: true, pid, url, endpoint, consoleUrl, policies };
}

function describe({ pid, endpoint, consoleUrl }: BackgroundRun, logPath: string): string {
  return `Endpoint  ${endpoint}\nConsole   ${consoleUrl}\nProcess   ${pid}\nLog       ${logPath}\n`;
}
