import type { Command } from 'commander';
import { addFindOptions } from './find-options.js';
import type { FindFlags } from './locate-console.js';

/** `credentials create`. */
export function addCredentials(program: Command): void {
  addFindOptions(program.command('credentials').description('create credentials in the running emulator').command('create'))
    .description('create credentials (the secret is printed once)')
    .requiredOption('--acts-as <email>', 'account that the credentials act as')
    .option('--company <id>', 'company (default: the first)')
    .action(async (flags: FindFlags & { actsAs: string; company?: string }) => (await import('./credentials.js')).createCredentials(flags));
}
