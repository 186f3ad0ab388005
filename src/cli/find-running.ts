import { z } from 'zod';
import type { StartOptions } from '../emulator/options.js';
import { once } from '../util/once.js';
import { askConsole, consoleOf } from './console-client.js';

const infoSchema = once(() => z.object({ pid: z.int(), endpoint: z.string() }));

/** An emulator that already runs. */
export interface Running {
  readonly pid: number;
  readonly endpoint: string;
  readonly consoleUrl: string;
}

/** The answer only adds to the message about a taken port, so the message must not wait long for it. */
const PROBE_MS = 2000;

/** The emulator that uses `port`, according to the console of these options. Undefined if there is none, or it requires another token. */
export async function findRunning(options: StartOptions, port: number): Promise<Running | undefined> {
  const console = consoleOf(options);
  try {
    const response = await askConsole(console, 'info', { signal: AbortSignal.timeout(PROBE_MS) });
    const running = { ...infoSchema().parse(await response.json()), consoleUrl: console.url };
    return [running.endpoint, running.consoleUrl].some((url) => new URL(url).port === String(port)) ? running : undefined;
  } catch {
    return undefined;
  }
}

/** What to do about an emulator that already runs: reach it, stop it, or start another one. */
export function describeRunning({ pid, endpoint, consoleUrl }: Running): string {
  return [
    `An emulator is already running (process ${pid}).`,
    `Endpoint: ${endpoint}, console: ${consoleUrl}.`,
    `Stop it with: npx expensify-emulator stop --url ${consoleUrl}, or start another one on free ports with: npx expensify-emulator start --port 0.`,
  ].join(' ');
}
