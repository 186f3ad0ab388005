import { Argument, type Command } from 'commander';
import type { Shell } from './completion/print-completion.js';

/** Adds `completion`. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('print a script that completes commands and options in your shell')
    .addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish'] satisfies Shell[]))
    .action(async (shell: Shell) => (await import('./completion/print-completion.js')).printCompletion(shell, program));
}
