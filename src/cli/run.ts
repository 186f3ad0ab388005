import { Command, CommanderError } from 'commander';
import { messageOf } from '../util/error-message.js';
import { suggest } from '../util/suggest.js';
import { terminalText } from '../util/terminal-text.js';
import { UserError } from '../util/user-error.js';
import { version } from '../util/version.js';
import { addBackground } from './background-commands.js';
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

function createProgram(exit: (code: number) => void): Command {
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
  addTrigger(program);
  addLogs(program);
  addInit(program);
  return program;
}
