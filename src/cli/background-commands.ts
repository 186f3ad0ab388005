import type { Command } from 'commander';
import { addStartOptions } from './start-options.js';

/** The commands around an emulator in the background, and `doctor`. */
export function addBackground(program: Command, exit: (code: number) => void): void {
  program
    .command('stop')
    .description('end the emulator that start --detach left running here; 0 also when there is none')
    .action(async () => exit(await (await import('./stop.js')).stop()));
  program
    .command('status')
    .description('exit 0 when one runs in the background here, else 1')
    .option('--json', 'print JSON')
    .action(async (flags: { json?: boolean }) => exit(await (await import('./status.js')).status(flags)));
  program
    .command('env')
    .description('print its address and pair as export lines: eval "$(expensify-emulator env)"')
    .option('--format <format>', 'shell, dotenv, powershell or json', 'shell')
    .action(async (flags: { format?: string }) => (await import('./env.js')).env(flags));
  addStartOptions(
    program
      .command('exec')
      .description('start one on free ports, run a command with its address and pair in the environment, stop it')
      .argument('<command...>', 'what to run, behind two dashes')
      .option('--journal <file>', 'write what was sent and answered there'),
  ).action(async (command: string[], flags: object) => exit(await (await import('./exec.js')).exec(command, { ...flags })));
  program
    .command('doctor')
    .description('look for what keeps an emulator from starting or being reached here')
    .option('--config <file>', 'the config file it is started with (default: the one here)')
    .option('--json', 'print JSON')
    .action(async (flags: { config?: string; json?: boolean }) => exit(await (await import('./doctor.js')).doctor(flags)));
}
