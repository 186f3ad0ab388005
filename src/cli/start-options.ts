import { type Command, Option } from 'commander';
import { START_OPTIONS, type StartOption } from '../emulator/options.js';
import { describeOption, flagName } from './options.js';

/**
 * The options that `start` and `exec` share. Each is also an environment variable and a key of the config file.
 * `defaults` are texts for defaults that differ from those of `start`.
 */
export function addStartOptions(command: Command, defaults: Readonly<Record<string, string>> = {}): Command {
  for (const option of START_OPTIONS) if (!option.isOfStart) addOption(command, option, defaults[option.key]);
  return command.option('--config <file>', 'config file (default: expensify-emulator.config.yaml or .json here)');
}

/** The options for what `start` prints when it is ready. `exec` prints nothing of its own. */
export function addReadyOptions(command: Command): Command {
  for (const option of START_OPTIONS) if (option.isOfStart) addOption(command, option);
  return command;
}

function addOption(command: Command, option: StartOption, shown = shownDefault(option)): void {
  const { key, argument, isNegated } = option;
  const about = describeOption(option);
  const flag = flagName(key);
  // Without the hidden `--headers`, commander reads an absent `--no-headers` as `true`, which would win over the environment and the config file.
  if (isNegated) command.addOption(new Option(flag).hideHelp()).option(`--no-${flag.slice(2)}`, about);
  else command.option(argument === undefined ? flag : `${flag} ${argument}`, shown === undefined ? about : `${about} (default: ${shown})`);
}

/** The default as --help shows it. An option that is off, or an empty list, shows none. */
function shownDefault({ default: value, shownDefault: text }: StartOption): string | undefined {
  if (text !== undefined) return text;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
