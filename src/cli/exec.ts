import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createEmulator, type Emulator } from '../index.js';
import { messageOf } from '../util/error-message.js';
import { clientEnvironment } from './client-environment.js';
import { proxyExemptions, proxyVariable } from './proxies.js';
import { resolveStartOptions } from './resolve-options.js';
import { toEmulatorOptions } from './start.js';
import { watchThisProcess } from './watch-this-process.js';

/** The exit code of a shell for an unknown command. */
const NOT_FOUND = 127;

export interface ExecFlags {
  /** The file that the journal is written to when the command has ended. */
  readonly journal?: string;
}

/**
 * Starts an emulator on free ports, runs a command with its address and pair in the environment, stops it, and
 * returns the command's exit code; 128 and the signal's number when a signal ended it, as shells do.
 */
export async function exec(
  command: readonly string[],
  { journal, ...flags }: ExecFlags & Readonly<Record<string, unknown>>,
): Promise<number> {
  // The environment and the config file may name the ports of a running emulator, and this one needs its own.
  const options = await resolveStartOptions({ port: '0', consolePort: '0', ...flags }, process.env, process.cwd());
  const emulator = await createEmulator(await toEmulatorOptions(options));
  try {
    return await runCommand(command, { ...pastProxies(process.env), ...clientEnvironment(emulator, options.consoleToken) });
  } finally {
    if (journal !== undefined) await writeJournal(journal, emulator);
    await emulator.close();
  }
}

/** The command's requests to the emulator go to no proxy. */
function pastProxies(environment: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  if (proxyVariable(environment) === undefined) return {};
  const exempt = [proxyExemptions(environment), '127.0.0.1,localhost,::1'].filter(Boolean).join(',');
  return { NO_PROXY: exempt, no_proxy: exempt };
}

function runCommand([program = '', ...args]: readonly string[], variables: Readonly<Record<string, string>>): Promise<number> {
  // Starts before the command: the command may already run, and this process get a signal, before spawn returns.
  const watcher = watchThisProcess();
  const forward = (signal: NodeJS.Signals): boolean => child.kill(signal);
  // A terminal sends SIGINT to both processes; the other signals reach only this one and are meant for the command.
  process
    .on('SIGTERM', forward)
    .on('SIGHUP', forward)
    .on('SIGINT', () => {});
  const child = spawn(program, args, {
    stdio: 'inherit',
    env: { ...process.env, ...variables },
    // On Windows npm and its like are scripts, which only a shell starts.
    shell: process.platform === 'win32',
  });
  watcher.endWith(child.pid);
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      watcher.stop();
      process.stderr.write(
        `expensify-emulator: ${error.code === 'ENOENT' ? `there is no command '${program}'` : `${program}: ${error.message}`}.\n`,
      );
      resolve(NOT_FOUND);
    });
    child.once('exit', (code, signal) => {
      watcher.stop();
      process.off('SIGTERM', forward).off('SIGHUP', forward);
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/** A path that cannot be written is said, and does not change the command's exit code. */
async function writeJournal(path: string, emulator: Emulator): Promise<void> {
  const { writeAtomically } = await import('../util/files/write-atomically.js');
  try {
    writeAtomically(path, `${JSON.stringify({ entries: emulator.journal.entries() }, null, 2)}\n`);
  } catch (error) {
    process.stderr.write(`expensify-emulator: --journal ${path}: ${messageOf(error)}\n`);
  }
}
