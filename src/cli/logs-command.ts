import type { Command } from 'commander';

/** Adds `logs`. */
export function addLogs(program: Command): void {
  program
    .command('logs')
    .description('print the requests that the running emulator received, one line each')
    .option('-f, --follow', 'keep printing new requests until Ctrl+C')
    .option('--failed', 'only errors: a code of 400 or more, a cut connection, or skipped records')
    .option('--limit <n>', 'print at most the last n requests (default: 100)')
    .option('--url <url>', 'console URL of the running emulator')
    .option('--config <file>', 'config file of the running emulator')
    .action(async (flags: object) => (await import('./logs.js')).logs(flags));
}
