import type { Command } from 'commander';

/** Adds `trigger`. */
export function addTrigger(program: Command): void {
  program
    .command('trigger')
    .description('send a sample request to the running emulator; without a name, list the samples')
    .argument('[name]', 'the sample, e.g. hire')
    .option('--url <url>', 'console URL of the running emulator')
    .option('--config <file>', 'config file of the running emulator')
    .action(async (name: string | undefined, flags: object) => (await import('./trigger.js')).trigger(name, flags));
}
