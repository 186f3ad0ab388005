import { setFlagsFromString } from 'node:v8';
import { type Command, Option } from 'commander';
import { addAllStartOptions } from './start-options.js';

/** Adds `start`, the default command. */
export function addStart(program: Command): void {
  const start = program.command('start', { isDefault: true }).description('start the emulator (default)');
  addAllStartOptions(start)
    .addOption(
      new Option('--detach', 'run in the background and return once it is ready; use stop, status and env from this folder').helpGroup(
        BACKGROUND,
      ),
    )
    .addOption(new Option('--wait [seconds]', 'with --detach: seconds to wait until it is ready (default: 30)').helpGroup(BACKGROUND))
    .addHelpOption(new Option('-h, --help', 'print help').helpGroup('Output:'))
    .action(async (flags: Record<string, unknown>) => (await loadStart()).start(flags));
}

/** V8 would optimize functions that Node calls for each module it loads, and then never again. Its compiler would take 4 MB of memory. */
async function loadStart() {
  setFlagsFromString('--no-opt');
  try {
    return await import('./start.js');
  } finally {
    setFlagsFromString('--opt');
  }
}

const BACKGROUND = 'Background:';
