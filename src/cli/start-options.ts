import { type Command, Option } from 'commander';
import { OPTION_GROUPS } from '../emulator/option-facts.js';
import { START_OPTIONS, type StartOption } from '../emulator/options.js';
import { describeOption, flagName } from './options.js';

const BY_GROUP: readonly StartOption[] = OPTION_GROUPS.flatMap((group) => START_OPTIONS.filter((option) => option.group === group));

/**
 * The options that `exec` shares with `start`. Each is also an environment variable and a key of the config file.
 * `defaults` are texts for defaults that differ from those of `start`.
 */
export function addStartOptions(command: Command, defaults: Readonly<Record<string, string>> = {}): Command {
  for (const option of BY_GROUP) if (!option.isOfStart) addOption(command, { ...option, short: undefined }, defaults[option.key]);
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

function addOption(command: Command, option: Shown, shown = shownDefault(option)): void {
  const { key, argument, isNegated, short, group = 'Output' } = option;
  const about = describeOption(option);
  const flag = flagName(key);
  const add = (flags: string, description: string): Command => command.addOption(new Option(flags, description).helpGroup(`${group}:`));
  if (isNegated) {
    // Without the hidden `--headers`, commander reads an absent `--no-headers` as `true`, which would win over the environment and the config file.
    command.addOption(new Option(flag).hideHelp());
    add(`--no-${flag.slice(2)}`, about);
    return;
  }
  const long = short === undefined ? flag : `-${short}, ${flag}`;
  add(argument === undefined ? long : `${long} ${argument}`, shown === undefined ? about : `${about} (default: ${shown})`);
}

/** The default as --help shows it. An option that is off, or an empty list, shows none. */
function shownDefault({ default: value, shownDefault: text }: Shown): string | undefined {
  if (text !== undefined) return text;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
