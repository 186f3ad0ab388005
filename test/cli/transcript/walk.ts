import { runInTerminal, type TerminalOptions } from '../../support/terminal.js';

/** A command as a person types it, such as `provision plan`, and its help. */
export interface HelpPage {
  readonly command: string;
  readonly text: string;
}

/** The help of the program and of every command below it, in the order in which help lists them. */
export async function everyHelp(options: TerminalOptions, command: readonly string[] = []): Promise<HelpPage[]> {
  const { text } = await runInTerminal([...command, '--help'], options);
  const below: HelpPage[] = [];
  for (const name of commandsIn(text)) below.push(...(await everyHelp(options, [...command, name])));
  return [{ command: command.join(' '), text }, ...below];
}

/** The names in the lists of commands, under whichever heading. `help` prints what --help does. */
function commandsIn(help: string): string[] {
  const sections = help.split(/\n(?=\S[^\n]*:\n)/).filter((section) => !/^(?:Usage|Arguments|Examples)\b/.test(section));
  const names = sections.flatMap((section) => [...section.matchAll(/^ {2}([a-z][a-z-]*)(?= |$)/gm)].map(([, name]) => name ?? ''));
  return [...new Set(names)].filter((name) => name !== 'help' && name !== '');
}
