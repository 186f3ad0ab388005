import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { onlyCommand } from '../../src/cli/commands.js';
import { commandTree } from '../../src/cli/completion/command-tree.js';
import { createProgram } from '../../src/cli/run.js';

const nothing = (): void => undefined;
const all = createProgram(nothing);

/** What a command and its subcommands accept. */
const described = (program: Command, name: string): unknown =>
  commandTree(program).filter(({ path }) => path === name || path.startsWith(`${name} `));

test.each(all.commands.map((command) => command.name()))('%s accepts the same when it is set up alone', (name) => {
  const only = name === 'completion' ? name : onlyCommand([name]);
  expect(only).toBe(name);
  expect(described(createProgram(nothing, only), name)).toEqual(described(all, name));
});

test.each([
  [[], 'start'],
  [['--port', '0'], 'start'],
  [['--version'], 'start'],
  [['stop', '--port', '1'], 'stop'],
  [['stop', '--help'], undefined],
  [['-h'], undefined],
  [['help', 'stop'], undefined],
  [['completion', 'bash'], undefined],
  [['strat'], undefined],
  [[''], undefined],
  [['--', 'stop'], undefined],
] as const)('%j needs the commands of %j', (args, only) => {
  expect(onlyCommand(args)).toBe(only);
});
