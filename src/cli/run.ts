import { Command, CommanderError } from 'commander';
import { messageOf } from '../util/error-message.js';
import { suggest } from '../util/suggest.js';
import { terminalText } from '../util/terminal-text.js';
import { UserError } from '../util/user-error.js';
import { version } from '../util/version.js';
import { addBackground } from './background-commands.js';
import { hasColours } from './colour.js';
import { addCompletion } from './completion-command.js';
import { addContract } from './contract-commands.js';
import { addCredentials } from './credentials-command.js';
import { addExport } from './export-command.js';
import { addFlow } from './flow-commands.js';
import { addHealthcheck } from './healthcheck-command.js';
import { addInit } from './init-command.js';
import { addLogs } from './logs-command.js';
import { addOktaScim } from './okta-scim-commands.js';
import { addProvision } from './provision-commands.js';
import { addStart } from './start-command.js';
import { addTemplate } from './template-commands.js';
import { painter, terminalWidth } from './terminal.js';
import { addTrigger } from './trigger-command.js';
import { UsageError } from './usage-error.js';

/** Runs one command line and returns its exit code: 0 done, 1 failed, 2 wrong usage. */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    assertCommand(program, args[0]);
    if (asksForHelp(program, args)) (await import('./examples.js')).addExamples(program);
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(terminalText(`expensify-emulator: ${messageOf(error)}\n`));
    return error instanceof UserError ? error.exitCode : 1;
  }
}

/** `start` is the default command, so commander would report a misspelt command as an argument too many of `start`. */
function assertCommand(program: Command, word: string | undefined): void {
  const names = program.commands.map((command) => command.name());
  if (word === undefined || word.startsWith('-') || word === 'help' || names.includes(word)) return;
  if (/^\d+$/.test(word)) throw new UsageError(`Unknown command '${word}'. Pass options after --: npm start -- --port 4510.`);
  throw new UsageError(`Unknown command '${word}'${suggest(word, names, '. Run expensify-emulator --help for the list.')}`);
}

/** True if commander may print help: it is asked for, or a command such as `flow` lacks its subcommand. */
function asksForHelp(program: Command, args: readonly string[]): boolean {
  const command = program.commands.find((each) => each.name() === args[0]);
  return args.includes('--help') || args.includes('-h') || args[0] === 'help' || (command?.commands.length ?? 0) > 0;
}

/** All commands. `exit` is told the exit code of the one that runs. */
export function createProgram(exit: (code: number) => void): Command {
  const program = configured(new Command('expensify-emulator'))
    .description('run the Expensify Integration Server on your own machine')
    .version(version(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .exitOverride()
    .showSuggestionAfterError();
  program.commandsGroup('Run an emulator:');
  addStart(program);
  addBackground(program, exit);
  addHealthcheck(program, exit);
  addCredentials(program);
  program.commandsGroup('Look at requests:');
  addTrigger(program);
  addLogs(program);
  program.commandsGroup('Use Expensify or an emulator:');
  addProvision(program, exit);
  addExport(program, exit);
  addFlow(program, exit);
  addOktaScim(program, exit);
  addTemplate(program, exit);
  addContract(program, exit);
  program.commandsGroup('Set up:');
  program.helpCommand('help [command]', 'print help for a command');
  addInit(program);
  addCompletion(program);
  for (const command of program.commands) {
    if (command.commands.length > 0) command.helpCommand('help [command]', 'print help for a command');
  }
  return program;
}

/** Errors are one sentence that names the program. Help has headings, and is as wide as the terminal. */
function configured(program: Command): Command {
  const bold = painter();
  return program.configureHelp({ styleTitle: (title) => bold('bold', title) }).configureOutput({
    getOutHelpWidth: () => terminalWidth(),
    getErrHelpWidth: () => terminalWidth(process.stderr),
    getOutHasColors: () => hasColours(process.stdout),
    outputError: (text, write) =>
      write(
        `expensify-emulator: ${text
          .replace(/^error: /, '')
          // The value after a misspelt flag may be a secret.
          .replace(/(unknown option '[^'=]*)=[^\n]*'/, "$1'")
          .trim()
          .replace(/\n\(/, ' (')}\n`,
      ),
  });
}
