import { z } from 'zod';
import { messageOf } from '../text/error-message.js';
import { askConsole, findConsole } from './console-client.js';

const degraded = z.object({ problem: z.string() });

/** 0 when an emulator answers, else 1 with a line on stderr. */
export async function healthcheck(flags: { readonly url?: string; readonly config?: string }): Promise<number> {
  try {
    const response = await askConsole(await findConsole(flags), 'health');
    if (response.ok) return 0;
    process.stderr.write(`${await problemIn(response)}\n`);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
  }
  return 1;
}

async function problemIn(response: Response): Promise<string> {
  const said = degraded.safeParse(await response.json()).data;
  return said?.problem ?? `The console answered HTTP ${response.status}.`;
}
