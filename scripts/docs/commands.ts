import type { Command, Option } from 'commander';
import { START_OPTIONS } from '../../src/emulator/options.js';
import { code, table } from './table.js';

const INTRODUCTION = `# Commands

<!-- Written by \`npm run generate\` from the definitions of the commands; a test fails if the page is out of date. -->

Run a command with \`npx expensify-emulator <command>\`, from the clone or from any project that has the package installed. Every command has
\`--help\`. The exit code is 0 if the command succeeded, 1 if it failed, and 2 on a usage error.
`;

/** What a page should say about a command in addition to its definition. */
const NOTES: Readonly<Record<string, string>> = {
  completion:
    "It needs the program on your PATH (`npm i -g expensify-emulator`), because shells don't complete `npx`. [Get started](../guide/get-started.md#completion) shows how to load it.",
};

/** docs/reference/commands.md: every command with its arguments and options. */
export function renderCommands(program: Command): string {
  return [INTRODUCTION, ...program.commands.flatMap((command) => sectionsOf(command, ''))].join('\n');
}

function sectionsOf(command: Command, parent: string): string[] {
  if (command.name() === 'help') return [];
  const name = `${parent}${command.name()}`;
  if (command.commands.length > 0) return command.commands.flatMap((one) => sectionsOf(one, `${name} `));
  const usage = `npx expensify-emulator ${name}${command.usage() === '' ? '' : ` ${command.usage()}`}`;
  return [
    `## ${name}\n`,
    `${sentence(command.description())}\n`,
    `\`\`\`\n${usage}\n\`\`\`\n`,
    ...(NOTES[name] === undefined ? [] : [`${NOTES[name]}\n`]),
    ...argumentTable(command),
    ...optionTable(command),
  ];
}

function argumentTable({ registeredArguments }: Command): string[] {
  const rows = registeredArguments
    .filter(({ description }) => description !== '')
    .map((argument) => [code(argument.name()), `${argument.description}${defaultOf(argument.defaultValue)}`]);
  return rows.length === 0 ? [] : [table(['argument', 'meaning'], rows)];
}

/** Flags of `start`, which options.md explains. */
const START_FLAGS: ReadonlySet<string> = new Set(START_OPTIONS.map(({ key }) => key));

function optionTable(command: Command): string[] {
  const shown = command.options.filter(({ hidden }) => !hidden);
  const isStart = shown.filter((option) => START_FLAGS.has(option.attributeName())).length > 10;
  const own = isStart ? shown.filter((option) => !START_FLAGS.has(option.attributeName())) : shown;
  const rows = own.map((option) => [code(option.flags), `${option.description}${defaultText(option)}`]);
  return [
    ...(rows.length === 0 ? [] : [table(['option', 'meaning'], rows)]),
    ...(isStart ? ['It also accepts the flags in [options.md](options.md).\n'] : []),
  ];
}

function defaultText({ defaultValue, description, mandatory }: Option): string {
  if (mandatory && defaultValue === undefined) return ' (required)';
  return description.includes('(default') ? '' : defaultOf(defaultValue);
}

function defaultOf(value: unknown): string {
  return value === undefined || value === false || value === true || Array.isArray(value) ? '' : ` (default: ${String(value)})`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
