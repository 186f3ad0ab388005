import { readEmulatorOptions } from '../emulator/emulator-options.js';
import { START_OPTIONS, type StartOptions } from '../emulator/options.js';
import { createEmulator, type Emulator, type EmulatorOptions } from '../index.js';
import { ListenError } from '../server/listen.js';
import { readyBanner, readyLine } from './banner.js';
import { describeRunning, findRunning } from './find-running.js';
import { resolveStartOptions } from './resolve-options.js';
import { seedOf } from './seed-of.js';
import type { DetachFlags } from './start-detached.js';
import { UsageError } from './usage-error.js';

/** Starts the emulator, says so, and returns when SIGINT, SIGTERM or SIGHUP has ended it; at once with `--detach`. */
export async function start({ detach, wait, ...flags }: DetachFlags & Readonly<Record<string, unknown>>): Promise<void> {
  const options = await resolveStartOptions(flags, process.env, process.cwd());
  if (detach === true) return (await import('./start-detached.js')).startDetached(flags, options, { wait });
  if (wait !== undefined) throw new UsageError('--wait goes with --detach: without it, start returns when the emulator has ended.');
  const stop = new AbortController();
  const stopped = nextSignal(stop.signal);
  const settings = { ...(await toEmulatorOptions(options)), onStop: () => stop.abort() };
  const emulator = await createEmulator(settings).catch((error: unknown) => explain(error, options));
  announce(emulator, options);
  await stopped;
  await emulator.close();
  // A job that still sleeps for a fault must not keep the process.
  process.exit(0);
}

/** Whoever starts a second emulator has most often forgotten the first. */
async function explain(error: unknown, options: StartOptions): Promise<never> {
  const running = error instanceof ListenError ? await findRunning(options, error.port) : undefined;
  if (running === undefined) throw error;
  throw new UsageError(describeRunning(running));
}

/** What environment and config file say here, on free ports unless they name some. Throws UsageError. */
export async function emulatorOptionsHere(): Promise<EmulatorOptions> {
  return toEmulatorOptions(await resolveStartOptions({}, process.env, process.cwd(), { port: '0', consolePort: '0' }));
}

/** The command line's options as `createEmulator` takes them. Throws UsageError on a seed that cannot be read. */
export async function toEmulatorOptions(options: StartOptions): Promise<EmulatorOptions> {
  const given: Readonly<Record<string, unknown>> = { ...options, seed: await seedOf(options.seed) };
  return readEmulatorOptions(
    Object.fromEntries(START_OPTIONS.flatMap(({ key, library }) => (library === undefined ? [] : [[library, given[key]]]))),
  );
}

function announce(emulator: Emulator, { json, quiet }: StartOptions): void {
  if (json) process.stdout.write(`${readyLine(emulator)}\n`);
  else if (!quiet) process.stdout.write(readyBanner(emulator));
}

/**
 * Listened for before anything opens, so a signal during the start is not lost. A second one ends at once. Whoever reads
 * stdout and goes away before it was said where the emulator is cannot use it: that ends it too.
 */
function nextSignal(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    stop.addEventListener('abort', () => resolve());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve();
      });
    }
    process.stdout.once('error', () => resolve());
  });
}
