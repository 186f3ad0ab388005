import { isProcessAlive } from '../util/process-alive.js';
import { askConsole } from './console-client.js';
import { type BackgroundRun, RunFile } from './run-file.js';

/** The background emulator of this folder. If it has ended, its run file is removed. */
export async function findBackground(runFile: RunFile = new RunFile(process.cwd())): Promise<BackgroundRun | undefined> {
  const run = runFile.read();
  if (run === undefined) return undefined;
  if (await isAlive(run)) return run;
  runFile.remove();
  return undefined;
}

/** Another process may have the same id by now, so the console is asked for its own. */
async function isAlive({ consoleUrl, consoleToken, pid }: BackgroundRun): Promise<boolean> {
  try {
    const response = await askConsole({ url: consoleUrl, token: consoleToken }, 'info');
    // An emulator that has a problem runs as well.
    if (response.status >= 500) return isProcessAlive(pid);
    const info: unknown = await response.json();
    return typeof info === 'object' && info !== null && 'pid' in info && info.pid === pid;
  } catch {
    return false;
  }
}
