import type { Command } from 'commander';

/** Adds `init`. */
export function addInit(program: Command): void {
  program
    .command('init')
    .description('write a commented starter seed')
    .argument('[file]', 'file to write', 'expensify-emulator.seed.yaml')
    .action(async (file: string) => (await import('./init.js')).init(file));
}
