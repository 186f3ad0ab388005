import { readEmulatorOptions } from '../emulator/emulator-options.js';
import { START_OPTIONS, type StartOptions } from '../emulator/options.js';
import { createEmulator, type Emulator, type EmulatorOptions } from '../index.js';
import { stopwatch } from '../runtime/timer.js';
import { ListenError } from '../server/listen.js';
import { readyBanner, readyLine } from './banner.js';
import { collectSooner } from './collect-sooner.js';
import { describeRunning, findRunning } from './find-running.js';
import { resolveStartOptions } from './resolve-options.js';
import { seedOf } from './seed-of.js';
import type { DetachFlags } from './start-detached.js';
import { UsageError } from './usage-error.js';

/** Starts the emulator, and returns when SIGINT, SIGTERM or SIGHUP has ended it. With `--detach` it returns at once. */
export async function start({ detach, wait, ...flags }: DetachFlags & Readonly<Record<string, unknown>>): Promise<void> {
  const options = await resolveStartOptions(flags, process.env, process.cwd());
  if (detach === true) return (await import('./start-detached.js')).startDetached(flags, options, { wait });
  if (wait !== undefined) throw new UsageError('--wait only works with --detach.');
  const since = options.watch ? await (await import('./watch-seed.js')).seedFileNow(options.seed) : undefined;
  const stop = new AbortController();
  const stopped = nextSignal(stop.signal);
  collectSooner([options.seed, options.state]);
  const settings = { ...(await toEmulatorOptions(options)), onStop: () => stop.abort() };
  const emulator = await createEmulator(settings).catch((error: unknown) => explain(error, options));
  // Loaded before the banner: a request may follow it at once.
  const startLog = await loadLog(options);
  announce(emulator, options);
  const endLog = startLog(emulator);
  const endWatch = options.watch ? (await import('./reload-seed.js')).reloadSeed(emulator, options, since) : undefined;
  await stopped;
  endWatch?.();
  await emulator.close();
  endLog();
  // A job that a fault still delays must not keep the process alive.
  process.exit(0);
}

/** A second start usually means that the first emulator was forgotten. */
async function explain(error: unknown, options: StartOptions): Promise<never> {
  const running = error instanceof ListenError ? await findRunning(options, error.port) : undefined;
  if (running === undefined) throw error;
  throw new UsageError(describeRunning(running));
}

/** The options that environment and config file set here, on free ports unless they set the ports. Throws UsageError. */
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

/** With --json and --quiet, requests are printed only if --log asks for them. */
async function loadLog({ log, json, quiet }: StartOptions): Promise<(emulator: Emulator) => () => void> {
  const mode = log ?? (json || quiet ? 'none' : 'all');
  if (mode === 'none') return () => () => undefined;
  const { logRequests } = await import('./request-log.js');
  return (emulator) => logRequests(emulator, mode);
}

function announce(emulator: Emulator, { json, quiet, consoleToken }: StartOptions): void {
  if (json) process.stdout.write(`${readyLine(emulator)}\n`);
  else if (!quiet) process.stdout.write(readyBanner(emulator, undefined, consoleToken));
}

/** npm sends a Ctrl+C again that the terminal has sent to the emulator already. */
const REPEATED_MS = 500;

/**
 * Resolves on the first signal. Listens before anything opens, so a signal during the start is not lost. A second signal ends the
 * process at once. So does a reader of stdout that closes it before the emulator has printed its URLs, as nobody can use it then.
 */
function nextSignal(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let firstAt: number | undefined;
    stop.addEventListener('abort', () => resolve());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (firstAt !== undefined && stopwatch() - firstAt > REPEATED_MS) process.exit(1);
        firstAt ??= stopwatch();
        resolve();
      });
    }
    process.stdout.once('error', () => resolve());
  });
}
