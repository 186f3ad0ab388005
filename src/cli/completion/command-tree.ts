import type { Command, Option } from 'commander';

/** What can follow a command on the command line. */
export interface CommandNode {
  /** `flow run`; `` for the program itself. */
  readonly path: string;
  readonly children: readonly { readonly name: string; readonly about: string }[];
  readonly options: readonly CompletedOption[];
  /** Words that the first argument can be. */
  readonly choices: readonly string[];
}

export interface CompletedOption {
  readonly long: string;
  readonly short: string | undefined;
  readonly about: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

/** Every command of the program with its options, from what commander knows. The program itself takes the options of `start`. */
export function commandTree(program: Command): CommandNode[] {
  const start = program.commands.find((command) => command.name() === 'start');
  return nodesOf(program, '').map((node) =>
    node.path === '' && start !== undefined ? { ...node, options: [...optionsOf(start), ...node.options] } : node,
  );
}

function nodesOf(command: Command, path: string): CommandNode[] {
  const children = command.createHelp().visibleCommands(command);
  const [argument] = command.registeredArguments;
  const node = {
    path,
    children: children.map((child) => ({ name: child.name(), about: child.description() })),
    options: optionsOf(command),
    choices: argument?.argChoices ?? [],
  };
  // Commander's own `help` takes the name of a command, which is not worth completing.
  const below = children.filter((child) => child.name() !== 'help');
  return [node, ...below.flatMap((child) => nodesOf(child, `${path} ${child.name()}`.trim()))];
}

function optionsOf(command: Command): CompletedOption[] {
  const help = command.createHelp();
  return help.visibleOptions(command).flatMap((option: Option) => {
    const { long, short, description, required, optional, argChoices = [] } = option;
    return long === undefined || long === null
      ? []
      : [{ long, short: short ?? undefined, about: description, takesValue: required || optional, choices: argChoices }];
  });
}
