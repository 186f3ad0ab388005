import { type Command, Option } from 'commander';
import { OKTA_APPS } from '../flows/okta/scim/app-kind.js';
import { addServiceOptions, collect as many } from './target-options.js';

/** `flow run|test|watch|inventory|lint|stubs|diff|graph|event`. */
export function addFlow(program: Command, exit: (code: number) => void): void {
  const flow = program.command('flow').description('run and check Okta Workflows exports offline');
  addRun(flow, exit);
  addTest(flow, exit);
  addWatch(flow, exit);
  flow
    .command('inventory')
    .description('list what an export contains and requires: cards, hosts, connections, tables, missing helpers')
    .argument('<files...>', 'Okta Workflows exports (.flow, .folder or .flopack), or folders that contain them')
    .option('--json', 'print JSON')
    .action(async (files: string[], flags: object) => exit((await import('./flow-inventory.js')).flowInventory(files, flags)));
  flow
    .command('lint')
    .description('check flows for common mistakes; exit 1 on an error, 2 if a file is not an export')
    .argument('<files...>', 'Okta Workflows exports (.flow, .folder or .flopack), or folders that contain them')
    .option('--sarif <file>', 'write SARIF for code scanning; - for stdout')
    .option('--json', 'print JSON')
    .action(async (files: string[], flags: object) => exit((await import('./flow-lint.js')).flowLint(files, flags)));
  flow
    .command('stubs')
    .description('print every stub that the flows need, for flow run --stubs')
    .argument('<file>', 'Okta Workflows export (.flow, .folder or .flopack)')
    .option('--flow <name>', 'only the stubs that this flow and the flows it calls need (default: all flows)')
    .action(async (file: string, flags: object) => exit((await import('./flow-stubs.js')).flowStubs(file, flags)));
  flow
    .command('diff')
    .description('show what changed between two exports; exit 0 if they are the same, 1 if they differ')
    .argument('<old>', 'export before the change (.flow, .folder or .flopack)')
    .argument('<new>', 'export after the change')
    .option('--markdown', 'print Markdown, for a pull request')
    .option('--json', 'print JSON')
    .action(async (before: string, after: string, flags: object) =>
      exit(await (await import('./flow-diff.js')).flowDiff(before, after, flags)),
    );
  flow
    .command('graph')
    .description('print the flows as a Mermaid flowchart')
    .argument('<file>', 'Okta Workflows export (.flow, .folder or .flopack)')
    .action(async (file: string) => exit((await import('./flow-graph.js')).flowGraph(file)));
  flow
    .command('event')
    .description('print an event hook as Okta would send it, for flow run --event')
    .argument('<type>', 'event type, e.g. user.lifecycle.create')
    .requiredOption('--user <id>', 'id or login of the user')
    .option('--users <file>', 'Okta users file, used for names')
    .option('--app <id>', 'application instance, for application events')
    .option('--group <id>', 'group, for group events')
    .option('--changed <attributes>', 'changed attributes, for user.account.update_profile')
    .option('--at <iso>', 'time of the event (default: now)')
    .action(async (type: string, flags: Record<string, string>) => exit(await (await import('./flow-event.js')).flowEvent(type, flags)));
}

/** The options that `run` and `watch` share. */
function withRunOptions(command: Command): Command {
  return addServiceOptions(command, {
    about: 'in-process (a private emulator), emulator (a running one), live or a URL',
    default: 'in-process',
  })
    .option('--set <card.key=value>', 'set a card value, e.g. "Settings.policyID=…"; repeatable', many)
    .option('--users <file>', 'Okta users as GET /api/v1/users returns them, or { users, groups, apps }')
    .option('--okta <url>', 'read users and groups from an Okta org; its API token comes from OKTA_API_TOKEN')
    .option('--allow-okta-writes', 'let Okta cards change the org (default: GET requests only)')
    .option('--scim', 'push changes of the Okta users, such as deactivations, over SCIM, as Okta does')
    .option('--scim-url <url>', 'SCIM service to push to (default: the target); its token comes from EXPENSIFY_SCIM_TOKEN')
    .addOption(new Option('--scim-app <kind>', 'how Okta changes a user: catalogue or custom (default: catalogue)').choices(OKTA_APPS))
    .option('--stubs <file>', "outputs of cards that don't run here")
    .option('--tables <folder>', 'folder with a CSV file for each table, read before the run and written after it')
    .option('--seed <seed>', 'seed of the private emulator: demo, faker:SEED:EMPLOYEES or a file (default: demo)')
    .option('--rate-limit <mode>', 'rate limit of the private emulator: advise, enforce or off (default: advise)')
    .option('--map-host <from=to>', 'send requests for a host, or from a connector, to another URL; repeatable', many)
    .option('--allow-host <host>', 'real host that the flow may contact; repeatable', many)
    .option('--raw-tolerates-errors', 'Raw Request returns statuses ≥ 400 instead of failing')
    .option('--semantics <name=value>', 'choose undocumented behaviour, see docs/guide/flows.md; repeatable', many)
    .addOption(new Option('--wait <how>', 'skip or real: what Wait For and retries do (default: skip)').choices(['skip', 'real']))
    .option('--time-limit <ms>', 'time limit of the run (default: 60000)')
    .option('--step-limit <n>', 'how many cards the run may execute (default: 2000000)')
    .option('--yes', 'do not ask before sending to a target that is not on this machine');
}

function addRun(flow: Command, exit: (code: number) => void): void {
  withRunOptions(flow.command('run'))
    .description('run a flow; exit 0 if it finished, 1 if it failed, 2 on a usage error, 3 on unsupported cards')
    .argument('<file>', 'Okta Workflows export (.flow, .folder or .flopack)')
    .option('--flow <name>', 'flow to run (default: the flow no other flow calls)')
    .option('--input <name=value>', 'set an input of the flow; repeatable', many)
    .option('--input-file <file>', 'inputs of the flow, as YAML or JSON')
    .option('--event <file>', 'event that starts the flow, as flow event prints it')
    .option('--clock <iso>', 'start time of the flow')
    .option('--trace <file>', 'write the whole result as JSON')
    .option('--html <file>', 'write an HTML report')
    .option('--json', 'print the result as one line of JSON')
    .action(async (file: string, flags: object) => exit(await (await import('./flow-run.js')).flowRun(file, flags)));
}

function addTest(flow: Command, exit: (code: number) => void): void {
  flow
    .command('test')
    .description('run the cases of a cases file; exit 0 if all passed, 1 if one failed, 2 on a usage error')
    .argument('<files...>', 'cases files; with --init, the export to run once')
    .option('--target <target>', 'in-process: each case has a private emulator', 'in-process')
    .option('--only <text>', 'run only the cases whose name contains this text')
    .option('--fail-on <what>', 'also fail on advisories, skipped (employees) or unused (stubs); repeatable, or separated by commas', many)
    .option('--min-coverage <percent>', 'fail if the coverage is lower')
    .option('--junit <file>', 'write JUnit XML for CI')
    .option('--html <file>', 'write an HTML page with the cases and the coverage')
    .option('--coverage-json <file>', 'write the coverage as JSON')
    .option('--json', 'print JSON')
    .option('--init <file>', 'write a first cases file from one run of an export, set up by the options below')
    .option('--flow <name>', 'flow to run (default: the flow no other flow calls)')
    .option('--input <name=value>', 'set an input of the flow; repeatable', many)
    .option('--event <file>', 'event that starts the flow, as flow event prints it')
    .option('--set <card.key=value>', 'set a card value; repeatable', many)
    .option('--users <file>', 'Okta users file')
    .option('--stubs <file>', "outputs of cards that don't run here")
    .option('--tables <folder>', 'folder with a CSV file for each table')
    .option('--seed <seed>', 'seed of the emulator: demo, faker:SEED:EMPLOYEES or a file')
    .option('--clock <iso>', 'start time of the flow (default: now)')
    .option('--semantics <name=value>', 'choose undocumented behaviour, see docs/guide/flows.md; repeatable', many)
    .action(async (files: string[], flags: object) => exit(await (await import('./flow-test.js')).flowTest(files, flags)));
}

function addWatch(flow: Command, exit: (code: number) => void): void {
  withRunOptions(flow.command('watch'))
    .description('receive Okta event hooks on a port, and run the flows they start')
    .argument('<file>', 'Okta Workflows export (.flow, .folder or .flopack)')
    .option('--port <n>', 'port, 0 for a free one (default: 4320)')
    .option('--host <address>', 'address (default: 127.0.0.1)')
    .option('--authorization <value>', 'Authorization header of the event hook; required on every request')
    .option('--html <folder>', 'write a report for each run into this folder')
    .action(async (file: string, flags: object) => exit(await (await import('./flow-watch.js')).flowWatch(file, flags)));
}
