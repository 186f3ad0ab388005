import { z } from 'zod';
import type { StartOptions } from '../emulator/options.js';
import { askConsole, consoleOf } from './console-client.js';

const infoSchema = z.object({ pid: z.int(), endpoint: z.string() });

/** An emulator that was started by somebody. */
interface Running {
  readonly pid: number;
  readonly endpoint: string;
  readonly consoleUrl: string;
}

/** It is asked only to say more of a port that is taken, so it must not keep the message waiting. */
const PROBE_MS = 2000;

/** The emulator that has `port`, by what the console of these options says; undefined when there is none, or it wants another token. */
export async function findRunning(options: StartOptions, port: number): Promise<Running | undefined> {
  const console = consoleOf(options);
  try {
    const response = await askConsole(console, 'info', { signal: AbortSignal.timeout(PROBE_MS) });
    const running = { ...infoSchema.parse(await response.json()), consoleUrl: console.url };
    return [running.endpoint, running.consoleUrl].some((url) => new URL(url).port === String(port)) ? running : undefined;
  } catch {
    return undefined;
  }
}
