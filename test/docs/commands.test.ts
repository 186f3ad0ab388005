import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from '../../src/cli/run.js';
import { PAGES, readPage } from '../support/snippets.js';

const program = createProgram(() => {});

/** The command lines of a page: what stands after `npx expensify-emulator`, up to the end of the command. */
function commandLines(page: string): string[] {
  const text = readPage(page).replace(/\\\n\s*/g, '');
  return [...text.matchAll(/npx expensify-emulator(?: ([^\n`|>;#")]*(?:"[^"\n]*"[^\n`|>;#")]*)*))?/g)].map(
    ([, rest = '']) => rest.split(' -- ')[0]?.trim() ?? '',
  );
}

/** Words and flags of a line; a quoted text is one word. */
const wordsOf = (line: string): string[] => [...line.matchAll(/"[^"]*"|[^\s"]+/g)].map(([word]) => word);

/** What is wrong with a command line, as the definitions have it. */
function problemOf(line: string): string | undefined {
  let command: Command = program;
  const words = wordsOf(line);
  while (command.commands.length > 0) {
    const found: Command | undefined = command.commands.find((one) => one.name() === words[0]);
    if (found === undefined) break;
    command = found;
    words.shift();
  }
  if (command === program && words[0] !== undefined && !/^(-|<)/.test(words[0])) return `no command ${words[0]}`;
  // Without a command, `start` is meant.
  const { options } = command === program ? (program.commands.find((one) => one.name() === 'start') ?? program) : command;
  const unknown = words.filter((word) => word.startsWith('-')).filter((flag) => !isFlag(flag.replace(/=.*/, '')));
  return unknown.length === 0 ? undefined : `${command.name()} has no ${unknown.join(', ')}`;

  function isFlag(flag: string): boolean {
    return flag === '--help' || options.some(({ long, short }) => flag === long || flag === short);
  }
}

test.each(PAGES)('every command that %s shows is one, with its flags', (page) => {
  const problems = commandLines(page).flatMap((line) => {
    const problem = problemOf(line);
    return problem === undefined ? [] : [`${line}: ${problem}`];
  });
  expect(problems).toEqual([]);
});
