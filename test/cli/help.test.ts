import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { commandTree } from '../../src/cli/completion/command-tree.js';
import { EXAMPLES } from '../../src/cli/examples.js';
import { createProgram } from '../../src/cli/run.js';
import { cleanUpPrograms } from '../support/program.js';
import { runHere } from '../support/run-here.js';

cleanUpPrograms();

const nodes = commandTree(createProgram(() => undefined)).filter(({ path }) => path !== 'help');
const paths = nodes.map(({ path }) => path);

test('every command has two examples or more', () => {
  expect(paths.filter((path) => (EXAMPLES[path] ?? []).length < 2)).toEqual([]);
});

/** The words of an example's own command line, up to a pipe, a redirection or the next command. */
function wordsOf(example: string): string[] {
  const [, line = ''] = /expensify-emulator ?((?:"[^"]*"|[^"|>&;)])*)/.exec(example) ?? [];
  return [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

test.each(Object.entries(EXAMPLES).flatMap(([path, examples]) => examples.map((example) => [path, example] as const)))(
  'the example of %j uses options that exist: %s',
  (path, example) => {
    const program = createProgram(() => undefined);
    const ran: string[] = [];
    const silence = (command: Command, at: string): void => {
      command.exitOverride().action(() => void ran.push(at));
      for (const child of command.commands) silence(child, `${at} ${child.name()}`.trim());
    };
    for (const command of program.commands) silence(command, command.name());
    program.parse(wordsOf(example), { from: 'user' });
    expect(ran).toHaveLength(1);
    if (path !== '') expect(ran[0]?.startsWith(path.split(' ')[0] ?? '') || path === 'stop').toBe(true);
  },
);

test.each([80, 120])('help fits a terminal of %i columns', async (columns) => {
  for (const path of paths) {
    const { code, stdout } = await runHere([...path.split(' ').filter(Boolean), '--help'], { COLUMNS: String(columns) });
    expect({ path, code }).toEqual({ path, code: 0 });
    // Examples are copied, so they are not wrapped.
    const [text = ''] = stdout.split('\nExamples:\n');
    expect(text.split('\n').filter((line) => line.length > columns)).toEqual([]);
  }
});

test('a wide terminal is used', async () => {
  const { stdout } = await runHere(['start', '--help'], { COLUMNS: '120' });
  expect(stdout.split('\n').some((line) => line.length > 90)).toBe(true);
});

test('start shows its options in groups, with short flags', async () => {
  const { stdout } = await runHere(['start', '--help']);
  expect(stdout).toMatch(/Addresses:\n {2}-p, --port <n>[\s\S]*Data:\n {2}-s, --seed[\s\S]*Output:\n[\s\S]*-q, --quiet/);
});

test('after exec, short flags belong to the command', async () => {
  const { stdout } = await runHere(['exec', '--help']);
  expect(stdout).toContain('  --port <n>');
  expect(stdout).not.toMatch(/-p, |-s, |-q, /);
});

test('help is coloured if FORCE_COLOR asks for it, and not if NO_COLOR does', async () => {
  expect((await runHere(['--help'], { FORCE_COLOR: '1' })).stdout).toContain('\u001b[1mUsage:');
  expect((await runHere(['--help'], { FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).not.toContain('\u001b');
});
