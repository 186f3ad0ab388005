import type { Command } from 'commander';
import { addFindOptions } from './find-options.js';
import type { FindFlags } from './locate-console.js';

/** Adds `healthcheck`. */
export function addHealthcheck(program: Command, exit: (code: number) => void): void {
  addFindOptions(program.command('healthcheck'))
    .description('exit 0 if an emulator answers, otherwise 1')
    .action(async (flags: FindFlags) => exit(await (await import('./healthcheck.js')).healthcheck(flags)));
}
