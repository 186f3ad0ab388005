import { askConsole } from './console-client.js';
import { type BackgroundRun, RunFile } from './run-file.js';

/** The emulator that `start --detach` left running in this folder, if it still does. What has ended is forgotten. */
export async function findBackground(runFile: RunFile = new RunFile(process.cwd())): Promise<BackgroundRun | undefined> {
  const run = runFile.read();
  if (run === undefined) return undefined;
  if (await isAlive(run)) return run;
  runFile.remove();
  return undefined;
}

/** A process id alone proves nothing, as it may be somebody else's by now; the console says whose it is. */
async function isAlive({ consoleUrl, consoleToken, pid }: BackgroundRun): Promise<boolean> {
  try {
    const response = await askConsole({ url: consoleUrl, token: consoleToken }, 'info');
    const info: unknown = await response.json();
    return typeof info === 'object' && info !== null && 'pid' in info && info.pid === pid;
  } catch {
    return false;
  }
}
