import type { Command } from 'commander';
import { addReadyOptions, addStartOptions } from './start-options.js';

/** Adds `start`, the default command. */
export function addStart(program: Command): void {
  const start = addStartOptions(program.command('start', { isDefault: true }).description('start the emulator (default)'))
    .option('--detach', 'run in the background and return once it is ready; use stop, status and env from this folder')
    .option('--wait [seconds]', 'with --detach: seconds to wait until it is ready (default: 30)');
  addReadyOptions(start).action(async (flags: Record<string, unknown>) => (await import('./start.js')).start(flags));
}
