import { type Command, Option } from 'commander';
import { OKTA_APPS } from '../flows/okta/scim/app-kind.js';
import { SCIM_EVENTS } from '../flows/okta/scim/result.js';
import { collect } from './target-options.js';

/** `okta-scim simulate`. */
export function addOktaScim(program: Command, exit: (code: number) => void): void {
  program
    .command('okta-scim')
    .description("send what Okta's SCIM client sends")
    .command('simulate')
    .description('simulate an event in Okta against any SCIM service; exit 1 if something failed')
    .addOption(new Option('--event <event>', 'what happens in Okta').choices(SCIM_EVENTS).makeOptionMandatory())
    .option('--users <file>', 'Okta users as GET /api/v1/users returns them, or { users, groups, apps }; not needed for test and import')
    .option('--user <login>', 'only this user, by login or id; repeatable (default: all users of the app Expensify)', collect)
    .option(
      '--target <target>',
      'emulator (a running one) or a SCIM base URL; /scim/v2 is added to a URL without a path (default: EXPENSIFY_SCIM_URL, otherwise emulator)',
    )
    .option('--url <url>', 'with --target emulator: its console URL (default: the running emulator)')
    .option('--config <file>', 'with --target emulator: the config file it was started with (default: the one here)')
    .option('--token <token>', 'SCIM token; visible in the process list, so prefer EXPENSIFY_SCIM_TOKEN')
    .option('--bare-token', 'send the token without "Bearer"')
    .addOption(
      new Option('--app <kind>', 'how Okta changes a user: catalogue sends PATCH, custom sends GET and PUT')
        .choices(OKTA_APPS)
        .default('catalogue'),
    )
    .option('--out <file>', 'with import: write the users as an Okta users file')
    .option('--trace', 'print every request and response')
    .option('--json', 'print one line of JSON, with every request and response')
    .option('--yes', 'do not ask before using a service that is not on this machine')
    .addOption(new Option('--console <url>').hideHelp())
    .action(async (flags) => exit(await (await import('./okta-scim.js')).oktaScimSimulate(flags)));
}
