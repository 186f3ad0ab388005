import type { Command } from 'commander';

/** The options that name a target and whom to act as, of every command that sends requests. */
export function addTargetOptions(command: Command): Command {
  return command
    .option('--emulator', 'send requests to the emulator on this machine')
    .option('--url <url>', 'send requests to this base URL')
    .option('--live', 'send requests to the real service, with real employees')
    .option('--credentials <file>', 'YAML or JSON with partnerUserID and partnerUserSecret')
    .option('--partner-user-id <id>', 'default: EXPENSIFY_PARTNER_USER_ID')
    .option('--partner-user-secret <secret>', 'visible in the process list; prefer EXPENSIFY_PARTNER_USER_SECRET')
    .option('--pace <pace>', 'published or off (default: off with --emulator, else published)');
}

/** For an option that may be given more than once. */
export function collect(value: string, values: readonly string[] = []): string[] {
  return [...values, value];
}
