import { type Command, Option } from 'commander';
import { OPTION_GROUPS } from '../emulator/option-facts.js';
import { START_OPTIONS, type StartOption } from '../emulator/options.js';
import { describeOption, flagName } from './options.js';

const BY_GROUP: readonly StartOption[] = OPTION_GROUPS.flatMap((group) => START_OPTIONS.filter((option) => option.group === group));

/** The options that `exec` shares with `start`. Each is also an environment variable and a key of the config file. */
export function addStartOptions(command: Command): Command {
  for (const option of BY_GROUP) if (!option.isOfStart) addOption(command, { ...option, short: undefined });
  return command.addOption(CONFIG());
}

/** All options of `start`. Only `start` has short flags: after `exec`, a short flag belongs to the command that it runs. */
export function addAllStartOptions(command: Command): Command {
  for (const option of BY_GROUP) addOption(command, option);
  return command.addOption(CONFIG());
}

const CONFIG = (): Option =>
  new Option('--config <file>', 'config file (default: expensify-emulator.config.yaml or .json here)').helpGroup('Data:');

type Shown = Omit<StartOption, 'short'> & { readonly short?: string | undefined };

function addOption(command: Command, option: Shown): void {
  const { key, argument, isNegated, short, group = 'Output' } = option;
  const about = describeOption(option);
  const flag = flagName(key);
  const add = (flags: string, description: string): Command => command.addOption(new Option(flags, description).helpGroup(`${group}:`));
  if (isNegated) {
    // Without the hidden `--headers`, commander takes an absent `--no-headers` for `true`, which would win over environment and config file.
    command.addOption(new Option(flag).hideHelp());
    add(`--no-${flag.slice(2)}`, about);
    return;
  }
  const long = short === undefined ? flag : `-${short}, ${flag}`;
  add(argument === undefined ? long : `${long} ${argument}`, `${about}${shownDefault(option)}`);
}

/** An option that is off, and an empty list, show no default. */
function shownDefault({ default: value }: Shown): string {
  return typeof value === 'string' || typeof value === 'number' ? ` (default: ${value})` : '';
}
