import { z } from 'zod';
import { askConsole, consoleOf } from './console-client.js';
import type { StartOptions } from './options.js';

const infoSchema = z.object({ pid: z.int(), endpoint: z.string() });

/** An emulator that was started by somebody. */
interface Running {
  readonly pid: number;
  readonly endpoint: string;
  readonly consoleUrl: string;
}

/** The emulator that has `port`, by what the console of these options says; undefined when there is none, or it wants another token. */
export async function findRunning(options: StartOptions, port: number): Promise<Running | undefined> {
  const console = consoleOf(options);
  try {
    const response = await askConsole(console, 'info');
    const running = { ...infoSchema.parse(await response.json()), consoleUrl: console.url };
    return [running.endpoint, running.consoleUrl].some((url) => new URL(url).port === String(port)) ? running : undefined;
  } catch {
    return undefined;
  }
}
