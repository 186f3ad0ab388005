import type { Command } from 'commander';

/** The options that say where the running emulator is. */
export function addFindOptions(command: Command): Command {
  return command
    .option('--url <url>', 'console URL of the emulator (default: the running emulator)')
    .option('--config <file>', 'the config file the emulator was started with (default: the one here)');
}
