import { z } from 'zod';
import { messageOf } from '../util/error-message.js';
import { askConsole, findConsole } from './console-client.js';

const degraded = z.object({ problem: z.string() });

/** 0 when an emulator answers, else 1 with a line on stderr. */
export async function healthcheck(flags: { readonly url?: string; readonly config?: string }): Promise<number> {
  try {
    const response = await askConsole(await findConsole(flags), 'health');
    if (response.ok) return 0;
    complain(await problemIn(response));
  } catch (error) {
    complain(messageOf(error));
  }
  return 1;
}

/** As the program says whatever it cannot do, but with 1: Docker reserves 2. */
function complain(problem: string): void {
  process.stderr.write(`expensify-emulator: ${problem}\n`);
}

async function problemIn(response: Response): Promise<string> {
  const said = degraded.safeParse(await response.json()).data;
  return said?.problem ?? `The console answered HTTP ${response.status}.`;
}
