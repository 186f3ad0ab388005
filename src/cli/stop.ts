import { systemRuntime } from '../runtime/system.js';
import { codeOf } from '../util/error-message.js';
import { terminalText } from '../util/terminal-text.js';
import { askConsole, type Console, NoAnswerError } from './console-client.js';
import { problemIn } from './console-problem.js';
import { type FindFlags, NoEmulatorError } from './locate-console.js';
import { type BackgroundRun, RunFile } from './run-file.js';
import { findEmulator } from './running-emulator.js';
import { UsageError } from './usage-error.js';

const POLL_MS = 50;
/** The emulator gives 10 s to open requests and 2 s to emails. */
const MAX_POLLS = 300;
const MAX_SAVING_POLLS = 60;

/**
 * Stops the running emulator and returns when it has ended. Also 0 if none is running, so a clean-up step can always call it.
 * Only the process of this folder's background emulator gets a signal; any other emulator is asked through its console, and
 * only if the user named it: an emulator at the default port may be someone else's. Then it returns 1. It also does if the
 * background emulator ended with an error, which it prints.
 * Throws UsageError if a program created the emulator.
 */
export async function stop(flags: FindFlags = {}): Promise<number> {
  const runFile = new RunFile(process.cwd());
  try {
    const { console, ready, pid, isBackground, isDefault } = await findEmulator(flags, process.env, process.cwd());
    const run = runFile.read();
    // A run file may be older than the emulator that answers there now, and its process id may belong to another program.
    const isOwn = run?.pid === pid && (isBackground || run.consoleUrl === console.url);
    if (isOwn && run !== undefined) return await stopBackground(runFile, run);
    if (isDefault) {
      process.stderr.write(
        `expensify-emulator: The emulator at ${ready.url} was not started in the background of this folder. Stop it with: npx expensify-emulator stop --url ${console.url}\n`,
      );
      return 1;
    }
    await askToStop(console);
    if (await until(() => hasClosed(console))) {
      // It saves its state after the console has closed. The process may be in a container, where it has another id.
      await until(() => hasEnded(pid), MAX_SAVING_POLLS);
      process.stdout.write(`Stopped ${ready.url}.\n`);
    } else throw new UsageError(`The emulator at ${ready.url} was asked to stop and is still running. Stop its process instead.`);
  } catch (error) {
    if (!(error instanceof NoEmulatorError)) throw error;
    process.stdout.write(`${error.where}\n`);
  }
  return 0;
}

async function stopBackground(runFile: RunFile, { pid, url }: BackgroundRun): Promise<number> {
  const { logLength } = runFile;
  signal(pid, 'SIGTERM');
  const isGone = await until(() => hasEnded(pid));
  if (!isGone) signal(pid, 'SIGKILL');
  const problem = runFile.errorSince(logLength);
  runFile.remove();
  process.stdout.write(isGone ? `Stopped ${url}.\n` : `The emulator at ${url} did not stop within 15 s, so it was killed.\n`);
  // The log is gone now, and may have said that the state was not saved.
  if (problem !== undefined) process.stderr.write(terminalText(`expensify-emulator: ${problem}\n`));
  return isGone && problem === undefined ? 0 : 1;
}

/** The process may end by itself a moment before. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

async function askToStop(console: Console): Promise<void> {
  const response = await askConsole(console, 'stop', { method: 'POST' });
  if (response.status === 202) return;
  const problem = problemIn(await response.text()) ?? `HTTP ${response.status}`;
  throw new UsageError(`The emulator with the console ${console.url} was not stopped: ${problem}`);
}

async function hasClosed(console: Console): Promise<boolean> {
  try {
    await (await askConsole(console, 'health')).arrayBuffer();
    return false;
  } catch (error) {
    return error instanceof NoAnswerError;
  }
}

function hasEnded(pid: number): boolean {
  try {
    // Signal 0 only checks whether the process exists.
    process.kill(pid, 0);
    return false;
  } catch {
    // Another user's process with this id is not the emulator, which may be in a container.
    return true;
  }
}

async function until(isDone: () => boolean | Promise<boolean>, maxPolls = MAX_POLLS): Promise<boolean> {
  for (let polls = 0; polls < maxPolls; polls++) {
    if (await isDone()) return true;
    await systemRuntime.sleep(POLL_MS);
  }
  return false;
}
