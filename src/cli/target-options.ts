import { type Command, Option } from 'commander';

interface TargetOptionsSettings {
  /** What `--target` takes and its default. */
  readonly about?: string;
  readonly default?: string;
}

const ABOUT = 'emulator (a running one), live (the real service, with real employees) or a URL';

/** The options that name a target and its credentials. */
export function addServiceOptions(command: Command, settings: TargetOptionsSettings = {}): Command {
  return command
    .option('--target <target>', settings.about ?? ABOUT, settings.default)
    .option('--url <url>', 'with --target emulator: its console URL (default: the running emulator)')
    .option('--config <file>', 'with --target emulator: the config file it was started with (default: the one here)')
    .option('--credentials <file>', 'YAML or JSON file with partnerUserID and partnerUserSecret')
    .option('--partner-user-id <id>', 'partnerUserID (default: EXPENSIFY_PARTNER_USER_ID, then that of the running emulator)')
    .option('--partner-user-secret <secret>', 'partnerUserSecret; visible in the process list, so prefer EXPENSIFY_PARTNER_USER_SECRET')
    .addOption(new Option('--emulator').hideHelp())
    .addOption(new Option('--live').hideHelp());
}

/** The same for commands that send many requests at a pace. */
export function addTargetOptions(command: Command): Command {
  return addServiceOptions(command).option(
    '--pace <pace>',
    'rate limits to keep: published or off (default: off with --target emulator, otherwise published)',
  );
}

/** For an option that may be given more than once. */
export function collect(value: string, values: readonly string[] = []): string[] {
  return [...values, value];
}
