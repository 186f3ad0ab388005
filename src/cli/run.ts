import { Command, CommanderError } from 'commander';
import { messageOf } from '../util/error-message.js';
import { suggest } from '../util/suggest.js';
import { terminalText } from '../util/terminal-text.js';
import { UserError } from '../util/user-error.js';
import { version } from '../util/version.js';
import { addBackground } from './background-commands.js';
import { addContract } from './contract-commands.js';
import { addExport } from './export-command.js';
import { addFindOptions } from './find-options.js';
import { addFlow } from './flow-commands.js';
import type { FindFlags } from './locate-console.js';
import { addOktaScim } from './okta-scim-commands.js';
import { addReadyOptions, addStartOptions } from './start-options.js';
import { addTargetOptions, collect } from './target-options.js';
import { addTemplate } from './template-commands.js';
import { UsageError } from './usage-error.js';

/** Runs one command line and returns its exit code: 0 done, 1 failed, 2 wrong usage. */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    assertCommand(program, args[0]);
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(terminalText(`expensify-emulator: ${messageOf(error)}\n`));
    return error instanceof UserError ? error.exitCode : 1;
  }
}

/** `start` is the default, so a misspelt command would be taken for an argument too many of it. */
function assertCommand(program: Command, word: string | undefined): void {
  const names = program.commands.map((command) => command.name());
  if (word === undefined || word.startsWith('-') || word === 'help' || names.includes(word)) return;
  const hint = /^\d+$/.test(word) ? '; options go behind two dashes: npm start -- --port 4510' : `; there are ${names.join(', ')}`;
  throw new UsageError(`There is no command '${word}'${suggest(word, names, `${hint}.`)}`);
}

/** Every command; docs/reference/commands.md is made of it too. */
export function createProgram(exit: (code: number) => void): Command {
  const program = new Command('expensify-emulator')
    .description('The Expensify Integration Server on your own machine.')
    .version(version())
    .exitOverride()
    .showSuggestionAfterError()
    // One sentence, and it says whose it is.
    .configureOutput({
      outputError: (text, write) =>
        write(
          `expensify-emulator: ${text
            .replace(/^error: /, '')
            // What stands behind a misspelt flag may be a secret.
            .replace(/(unknown option '[^'=]*)=[^\n]*'/, "$1'")
            .trim()
            .replace(/\n\(/, ' (')}\n`,
        ),
    });
  addStart(program);
  addBackground(program, exit);
  addHealthcheck(program, exit);
  addCredentials(program);
  addContract(program, exit);
  addProvision(program, exit);
  addExport(program, exit);
  addFlow(program, exit);
  addOktaScim(program, exit);
  addTemplate(program, exit);
  program
    .command('init')
    .description('write a commented starter seed')
    .argument('[file]', 'where to', 'expensify-emulator.seed.yaml')
    .action(async (file: string) => (await import('./init.js')).init(file));
  return program;
}

function addStart(program: Command): void {
  const start = addStartOptions(program.command('start', { isDefault: true }).description('start the emulator (default)'))
    .option('--detach', 'run in the background and return once it is ready; use stop, status and env from this folder')
    .option('--wait [seconds]', 'with --detach: seconds to wait until it is ready (default: 30)');
  addReadyOptions(start).action(async (flags: Record<string, unknown>) => (await import('./start.js')).start(flags));
}

function addHealthcheck(program: Command, exit: (code: number) => void): void {
  addFindOptions(program.command('healthcheck'))
    .description('exit 0 if an emulator answers, otherwise 1')
    .action(async (flags: FindFlags) => exit(await (await import('./healthcheck.js')).healthcheck(flags)));
}

function addCredentials(program: Command): void {
  addFindOptions(program.command('credentials').description('credentials of a running emulator').command('create'))
    .description('create credentials (the secret is printed once)')
    .requiredOption('--acts-as <email>', 'account that the credentials act as')
    .option('--company <id>', 'company (default: the first)')
    .action(async (flags: FindFlags & { actsAs: string; company?: string }) => (await import('./credentials.js')).createCredentials(flags));
}

const PROVISION = {
  plan: 'hold a list of people against the members there are; changes nothing',
  apply: 'bring a plan about; FILE is a list of people, or a plan that --out wrote',
  drift: 'exit 1 when the members are not as FILE says; changes nothing',
} as const;

function addProvision(program: Command, exit: (code: number) => void): void {
  const provision = program.command('provision').description('people from a CSV, JSON, YAML or Okta users export, to policies');
  for (const action of ['plan', 'apply', 'drift'] as const) {
    const command = provision
      .command(action)
      .description(PROVISION[action])
      .argument('<file>', 'who is wanted')
      .option('--map <file>', 'mapping of columns or attributes to fields (default: they are named alike)')
      .option('--policy <id>', 'policy to manage; repeatable (default: the policies named in FILE or the mapping)', collect);
    addTargetOptions(command)
      .option('--allow-removals <n>', 'allow up to n removals instead of the default limit')
      .option('--allow-moves <n>', 'allow up to n moves away from a policy')
      .option('--allow-renames <n>', 'allow up to n email changes')
      .option('--allow-demotions <n>', 'allow up to n demotions of admins and auditors')
      .option('--allow-manager-changes <n>', 'allow up to n manager changes')
      .option('--accept-differences', 'go on although the dry run differs from the plan')
      .option('--receipt <file>', 'where the receipt is kept (default: FILE.receipt.jsonl)')
      .option('--out <file>', 'write the plan as JSON')
      .option('--html <file>', 'write the plan as a page')
      .option('--json', 'print JSON')
      .option('--yes', 'do not ask')
      .action(async (file: string, flags: object) => exit(await (await import('./provision.js')).provision(action, file, flags)));
  }
}
