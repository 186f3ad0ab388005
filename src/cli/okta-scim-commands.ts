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
    .description('simulate an event in Okta against any SCIM service (exit 1 if something failed)')
    .addOption(new Option('--event <event>', 'what happens in Okta').choices(SCIM_EVENTS).makeOptionMandatory())
    .option('--users <file>', 'Okta users as GET /api/v1/users returns them, or { users, groups, apps }; not needed for test and import')
    .option('--user <login>', 'only this user, by login or id; repeatable (default: all users of the app Expensify)', collect)
    .option('--url <url>', 'SCIM base URL; /scim/v2 is added to a URL without a path (default: the running emulator)')
    .option('--token <token>', 'visible in the process list; prefer EXPENSIFY_SCIM_TOKEN')
    .option('--bare-token', 'send the token without "Bearer"')
    .addOption(
      new Option('--app <kind>', 'how Okta changes a user: catalogue sends PATCH, custom sends GET and PUT')
        .choices(OKTA_APPS)
        .default('catalogue'),
    )
    .option('--out <file>', 'with import: write the users as an Okta users file')
    .option('--trace', 'print every request and response')
    .option('--json', 'print one line of JSON, with every request and response')
    .option('--console <url>', 'console URL of the running emulator (default: from the environment and the config file)')
    .option('--config <file>', 'the config file the emulator was started with (default: the one here)')
    .action(async (flags) => exit(await (await import('./okta-scim.js')).oktaScimSimulate(flags)));
}
