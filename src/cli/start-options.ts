import { type Command, Option } from 'commander';
import { START_OPTIONS, type StartOption } from '../emulator/options.js';
import { describeOption, flagName } from './options.js';

/** The options that `start` and `exec` share; each is an environment variable and a key of the config file too. */
export function addStartOptions(command: Command): Command {
  for (const option of START_OPTIONS) if (!option.isOfStart) addOption(command, option);
  return command.option('--config <file>', 'config file (default: expensify-emulator.config.yaml or .json here)');
}

/** What `start` says when it is ready; `exec` leaves that to its command. */
export function addReadyOptions(command: Command): Command {
  for (const option of START_OPTIONS) if (option.isOfStart) addOption(command, option);
  return command;
}

function addOption(command: Command, option: StartOption): void {
  const { key, argument, isNegated } = option;
  const about = describeOption(option);
  const flag = flagName(key);
  // Without the hidden `--headers`, commander takes an absent `--no-headers` for `true`, which would win over environment and config file.
  if (isNegated) command.addOption(new Option(flag).hideHelp()).option(`--no-${flag.slice(2)}`, about);
  else command.option(argument === undefined ? flag : `${flag} ${argument}`, `${about}${shownDefault(option)}`);
}

/** An option that is off, or an empty list, has no default worth a word. */
function shownDefault({ default: value }: StartOption): string {
  return typeof value === 'string' || typeof value === 'number' ? ` (default: ${value})` : '';
}
