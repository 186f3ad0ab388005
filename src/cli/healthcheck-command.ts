import type { Command } from 'commander';

/** Adds `healthcheck`. */
export function addHealthcheck(program: Command, exit: (code: number) => void): void {
  program
    .command('healthcheck')
    .description('exit 0 when an emulator answers, else 1')
    .option('--url <url>', 'console URL (default: http://127.0.0.1:4311, or as environment and config file say)')
    .option('--config <file>', 'the config file it was started with (default: the one here)')
    .action(async (flags: { url?: string; config?: string }) => exit(await (await import('./healthcheck.js')).healthcheck(flags)));
}
