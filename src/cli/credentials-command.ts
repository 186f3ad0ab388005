import type { Command } from 'commander';

/** `credentials create`. */
export function addCredentials(program: Command): void {
  program
    .command('credentials')
    .description('credential pairs of a running emulator')
    .command('create')
    .description('make a pair; its secret is shown once')
    .requiredOption('--acts-as <email>', 'the account the pair acts as')
    .option('--company <id>', 'company (default: the first)')
    .option('--url <url>', 'console URL (default: http://127.0.0.1:4311, or as environment and config file say)')
    .option('--config <file>', 'the config file it was started with (default: the one here)')
    .action(async (flags: { actsAs: string; company?: string; url?: string; config?: string }) =>
      (await import('./credentials.js')).createCredentials(flags),
    );
}
