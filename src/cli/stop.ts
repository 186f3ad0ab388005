import { systemRuntime } from '../runtime/system.js';
import { findBackground } from './background.js';
import { type BackgroundRun, RunFile } from './run-file.js';

const POLL_MS = 50;
/** What the emulator itself gives to requests in flight, and a little more. */
const MAX_POLLS = 300;

/** Ends the emulator of this folder, and returns when it is gone. 0 also when none runs: a clean-up step may always call it. */
export async function stop(): Promise<number> {
  const runFile = new RunFile(process.cwd());
  const run = await findBackground(runFile);
  if (run === undefined) {
    process.stdout.write('No emulator runs in the background here.\n');
    return 0;
  }
  process.kill(run.pid, 'SIGTERM');
  const isGone = await hasEnded(run);
  if (!isGone) process.kill(run.pid, 'SIGKILL');
  runFile.remove();
  process.stdout.write(isGone ? `Stopped ${run.url}.\n` : `It did not end by itself and was killed: ${run.url}.\n`);
  return isGone ? 0 : 1;
}

async function hasEnded({ pid }: BackgroundRun): Promise<boolean> {
  for (let polls = 0; polls < MAX_POLLS; polls++) {
    try {
      // Signal 0 asks only whether the process is there.
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await systemRuntime.sleep(POLL_MS);
  }
  return false;
}
