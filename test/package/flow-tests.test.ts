import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Consumer, installPacked } from '../support/packed.js';
import { ROOT } from '../support/root.js';
import { snippet } from '../support/snippets.js';

/** The files in docs/guide/flow-tests.md, by name. */
const guide = readFileSync(join(ROOT, 'docs/guide/flow-tests.md'), 'utf8');
const files = new Map(
  [...guide.matchAll(/<!-- file: ([^\s,]+)(?:, run: \S+)? -->\n```\w+\n([\s\S]*?)```/g)].map(([, file = '', source = '']) => [
    file,
    source,
  ]),
);

/** The arguments of a command in the guide that starts like this. */
function argumentsOf(command: string): string[] {
  const [, rest = ''] = new RegExp(`\`${command}([^\`]*)\``).exec(guide) ?? [];
  return rest.trim().split(' ');
}

let project: Consumer;
beforeAll(() => {
  project = installPacked(['vitest', 'jest', '@jest/globals']);
  for (const name of ['provision.flow', 'users.json']) {
    project.write(name, readFileSync(join(ROOT, 'examples/okta-flow', name), 'utf8'));
  }
  // As `npm init -y` makes it.
  project.write('package.json', '{"type":"commonjs"}');
  for (const [name, source] of files) project.write(name, source);
});
afterAll(() => project.remove());

test('the test cases in the guide pass in vitest', () => {
  expect(project.node('node_modules/vitest/vitest.mjs', ...argumentsOf('npx vitest'))).toMatch(/Tests {2}2 passed/);
});

test('the test cases in the guide pass in Jest', () => {
  project.write('flow.spec.mjs', (files.get('flow.test.js') ?? '').replace("'vitest'", "'@jest/globals'"));
  project.node('--experimental-vm-modules', ...argumentsOf('node --experimental-vm-modules'));
});

test('the test cases in the guide pass in node:test', () => {
  project.write('flow.mjs', (files.get('flow.test.js') ?? '').replace("'vitest'", "'node:test'"));
  expect(project.node('--test', ...argumentsOf('node --test'))).toContain('pass 2');
});

test('runFlowCases returns the result shown in the guide', () => {
  expect(project.node(...argumentsOf('node(?= all)'))).toBe('true Provision employee\n');
});

test('the command in the guide writes a file that passes', () => {
  const program = 'node_modules/expensify-emulator/dist/cli/main.js';
  const command = snippet('docs/guide/flow-tests.md', 'first-cases').replaceAll('cases.yaml', 'first.yaml');
  const run = [...command.replaceAll('\\\n', '').matchAll(/"[^"]*"|[^\s"]+/g)].map(([word]) => word.replaceAll('"', ''));
  expect(project.node(program, ...run.slice(2, run.indexOf('npx', 1)))).toContain('Wrote first.yaml');
  expect(project.node(program, 'flow', 'test', 'first.yaml', 'cases.yaml')).toContain('3 cases passed.');
});
