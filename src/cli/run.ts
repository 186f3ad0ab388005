import { Command, CommanderError } from 'commander';
import { messageOf } from '../util/error-message.js';
import { suggest } from '../util/suggest.js';
import { terminalText } from '../util/terminal-text.js';
import { UserError } from '../util/user-error.js';
import { version } from '../util/version.js';
import { hasColours } from './colour.js';
import { COMMAND_GROUPS, onlyCommand } from './commands.js';
import { painter, terminalWidth } from './terminal.js';
import { UsageError } from './usage-error.js';

/** Runs one command line and returns its exit code: 0 done, 1 failed, 2 wrong usage. */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = createProgram((code) => {
    exitCode = code;
  }, onlyCommand(args));
  try {
    assertCommand(program, args[0] === 'help' ? args[1] : args[0]);
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

/** All commands, or only those that are added together with one. `exit` is told the exit code of the one that runs. */
export function createProgram(exit: (code: number) => void, only?: string): Command {
  const program = new Command('expensify-emulator')
    .description('run the Expensify Integration Server on your own machine')
    .version(version(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .exitOverride()
    .showSuggestionAfterError();
  for (const { heading, members } of COMMAND_GROUPS) {
    program.commandsGroup(heading);
    for (const { names, add } of members) if (only === undefined || names.includes(only)) add(program, exit);
  }
  program.helpCommand('help [command]', 'print help for a command');
  for (const command of eachCommand(program)) {
    configure(command);
    if (command !== program && command.commands.length > 0) command.helpCommand('help [command]', 'print help for a command');
  }
  return program;
}

/** Errors are one sentence that names the program. Help has headings, and is as wide as the terminal. */
function configure(command: Command): void {
  const bold = painter();
  command.configureHelp({ styleTitle: (title) => bold('bold', title) }).configureOutput({
    getOutHelpWidth: () => terminalWidth(),
    getErrHelpWidth: () => terminalWidth(process.stderr),
    getOutHasColors: () => hasColours(process.stdout),
    outputError: (text, write) =>
      write(
        `expensify-emulator: ${text
          .replace(/^error: /, '')
          // The value after a misspelt flag may be a secret.
          .replace(/unknown option '([^'=]*)=[^\n]*'(\n.*)?/, (_, flag: string, hint = '') => describeFlag(command, flag, hint))
          .replace(/missing required argument .*/, '$&. Run it with --help for its usage.')
          .trim()
          .replace(/\n\(/, ' (')}\n`,
      ),
  });
}

/** Why `--flag=value` is refused. The value may be a secret. */
function describeFlag({ options }: Command, flag: string, hint: string): string {
  return options.some(({ long }) => long === flag) ? `option '${flag}' takes no value` : `unknown option '${flag}'${hint}`;
}

function eachCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(eachCommand)];
}
