import { z } from 'zod';
import { askConsole } from './console-client.js';
import { type FindFlags, locateConsole, NoEmulatorError } from './locate-console.js';

const degraded = z.object({ problem: z.string() });

/** 0 if an emulator answers and can save its state, otherwise 1 with a line on stderr. Throws UsageError. */
export async function healthcheck(flags: FindFlags): Promise<number> {
  try {
    const { console } = await locateConsole(flags, process.env, process.cwd());
    const response = await askConsole(console, 'health');
    if (response.ok) return 0;
    complain(degraded.safeParse(await response.json()).data?.problem ?? `The console responded with HTTP ${response.status}.`);
  } catch (error) {
    if (!(error instanceof NoEmulatorError)) throw error;
    complain(error.message);
  }
  return 1;
}

/** The exit code is 1 here, unlike for other errors of this kind: Docker takes only 1 as unhealthy. */
function complain(problem: string): void {
  process.stderr.write(`expensify-emulator: ${problem}\n`);
}
