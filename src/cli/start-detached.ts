import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { StartOptions } from '../emulator/options.js';
import { systemRuntime } from '../runtime/system.js';
import { within } from '../runtime/timer.js';
import { describeHolder, type ProcessLock } from '../util/files/process-lock.js';
import { PACKAGE_FOLDER } from '../util/package-folder.js';
import { findBackground } from './background.js';
import { readyBanner } from './banner.js';
import { environmentName, flagName, SECRET_OPTIONS } from './options.js';
import { type ReadyFacts, RunFile, readReadyLine } from './run-file.js';
import { UsageError } from './usage-error.js';

/** Long enough for a seed of 100,000 people on a slow machine. */
const DEFAULT_WAIT_S = 30;
const LOCK_POLL_MS = 50;
const MAIN = fileURLToPath(new URL('dist/cli/main.js', PACKAGE_FOLDER));

export interface DetachFlags {
  readonly detach?: boolean;
  /** Seconds; `true` when only the flag was given. */
  readonly wait?: string | boolean;
}

/**
 * Starts the emulator in its own process and returns when it is ready. Throws UsageError if it ends before that, is not ready in
 * time, or if an emulator is already running for this folder.
 */
export async function startDetached(given: Readonly<Record<string, unknown>>, options: StartOptions, flags: DetachFlags): Promise<void> {
  const runFile = new RunFile(process.cwd());
  const seconds = readWait(flags.wait);
  const lock = await waitForLock(runFile, seconds);
  try {
    await startAlone(runFile, given, options, seconds);
  } finally {
    lock.release();
  }
}

/** Waits for another start in this folder, whose emulator can then be named. */
async function waitForLock(runFile: RunFile, seconds: number): Promise<ProcessLock> {
  const until = systemRuntime.now() + seconds * 1000;
  for (;;) {
    const attempt = runFile.lock();
    if ('lock' in attempt) return attempt.lock;
    if (systemRuntime.now() >= until)
      throw new UsageError(`Another start is already in progress for this folder (${describeHolder(attempt.holder)}).`);
    await systemRuntime.sleep(LOCK_POLL_MS);
  }
}

async function startAlone(
  runFile: RunFile,
  given: Readonly<Record<string, unknown>>,
  options: StartOptions,
  seconds: number,
): Promise<void> {
  const running = await findBackground(runFile);
  if (running !== undefined) {
    const { endpoint, consoleUrl, pid } = running;
    throw new UsageError(
      `An emulator is already running for this folder (process ${pid}). Endpoint: ${endpoint}, console: ${consoleUrl}. Stop it with: npx expensify-emulator stop, or start another one from another folder with --port 0.`,
    );
  }
  const log = runFile.openLog();
  const child = spawn(process.execPath, [MAIN, 'start', ...toArguments(given), '--json'], {
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'pipe', log],
    env: { ...process.env, EXPENSIFY_EMULATOR_JSON: '', EXPENSIFY_EMULATOR_QUIET: '', ...toVariables(given) },
  });
  closeSync(log);
  const ready = await within<ReadyFacts | undefined, 'late'>(readyOf(child), seconds * 1000, 'late');
  if (ready === 'late') child.kill();
  if (ready === 'late' || ready === undefined) {
    const reason =
      ready === 'late' ? `The emulator was not ready within ${seconds} s. To wait longer, pass --wait SECONDS.` : reasonIn(runFile.logPath);
    runFile.remove();
    throw new UsageError(reason);
  }
  release(child);
  const { consoleToken } = options;
  runFile.write({ ...ready, pid: child.pid ?? 0, ...(consoleToken !== undefined && { consoleToken }) });
  announce(ready, options);
}

function readWait(wait: string | boolean | undefined): number {
  if (wait === undefined || typeof wait === 'boolean') return DEFAULT_WAIT_S;
  const seconds = Number(wait);
  if (seconds > 0 && seconds <= 3600) return seconds;
  throw new UsageError(`--wait '${wait}' is not valid. Use a number of seconds, at most 3600.`);
}

/** The flags without secrets. The child process reads the environment and the config file itself. */
function toArguments(flags: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(flags).flatMap(([name, value]) => {
    if (name === 'json' || name === 'quiet' || name === 'log' || name === 'detach' || name === 'wait' || SECRET_OPTIONS.has(name))
      return [];
    if (name === 'headers' && value === false) return ['--no-headers'];
    if (value === true) return [flagName(name)];
    return [value].flat().flatMap((one) => [flagName(name), String(one)]);
  });
}

/** The secrets among the flags. Every user of the machine can read the arguments of a process, but only its user can read its environment. */
function toVariables(flags: Readonly<Record<string, unknown>>): Record<string, string> {
  const secrets = Object.entries(flags).filter(([name, value]) => SECRET_OPTIONS.has(name) && value !== undefined);
  return Object.fromEntries(secrets.map(([name, value]) => [environmentName(name), String(value)]));
}

/** The line that the child prints when it is ready; undefined if it ended instead. */
function readyOf(child: ChildProcess): Promise<ReadyFacts | undefined> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(undefined));
    child.once('exit', () => resolve(undefined));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = readReadyLine(line);
      if (ready !== undefined) resolve(ready);
    });
  });
}

/** Lets this process end while the child keeps running. */
function release(child: ChildProcess): void {
  child.removeAllListeners();
  child.stdout?.destroy();
  child.unref();
}

function reasonIn(logPath: string): string {
  const said = readFileSync(logPath, 'utf8').trim();
  return said === '' ? 'The emulator ended before it was ready.' : said.replace(/^expensify-emulator: /, '');
}

function announce(ready: ReadyFacts, { json, quiet, consoleToken }: StartOptions): void {
  if (json) process.stdout.write(`${JSON.stringify(ready)}\n`);
  else if (!quiet)
    process.stdout.write(readyBanner(ready, 'Running in the background. Stop it with: npx expensify-emulator stop', consoleToken));
}
