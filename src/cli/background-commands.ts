import type { Command } from 'commander';
import { addFindOptions } from './find-options.js';
import type { FindFlags } from './locate-console.js';
import { addStartOptions } from './start-options.js';

/** `exec` takes free ports, so parallel runs don't collide. */
const FREE_PORTS = { port: 'a free port', consolePort: 'a free port' };

/** The commands for a running emulator, `exec` and `doctor`. */
export function addBackground(program: Command, exit: (code: number) => void): void {
  addFindOptions(program.command('stop'))
    .description('stop the running emulator (also succeeds if none is running)')
    .action(async (flags: FindFlags) => exit(await (await import('./stop.js')).stop(flags)));
  addFindOptions(program.command('status'))
    .description('show the running emulator; exit 1 if there is none')
    .option('--json', 'print JSON')
    .action(async (flags: FindFlags) => exit(await (await import('./status.js')).status(flags)));
  addFindOptions(program.command('env'))
    .description("print the running emulator's URLs and credentials as environment variables")
    .option('--format <format>', 'shell, dotenv, powershell or json', 'shell')
    .action(async (flags: FindFlags) => (await import('./env.js')).env(flags));
  addStartOptions(
    program
      .command('exec')
      .description('run a command against a temporary emulator on free ports')
      .argument('<command...>', 'the command, after --')
      .option('--journal <file>', 'save all requests and responses to this file'),
    FREE_PORTS,
  ).action(async (command: string[], flags: object) => exit(await (await import('./exec.js')).exec(command, { ...flags })));
  program
    .command('doctor')
    .description("diagnose why the emulator won't start or can't be reached")
    .option('--config <file>', 'the config file the emulator is started with (default: the one here)')
    .option('--json', 'print JSON')
    .action(async (flags: { config?: string; json?: boolean }) => exit(await (await import('./doctor.js')).doctor(flags)));
}
