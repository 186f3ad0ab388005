import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Consumer, installPacked } from '../support/packed.js';
import { ROOT } from '../support/root.js';

/** The files in docs/guide/flow-tests.md, by name. */
const guide = readFileSync(join(ROOT, 'docs/guide/flow-tests.md'), 'utf8');
const files = new Map(
  [...guide.matchAll(/<!-- file: ([^\s,]+)(?:, run: \S+)? -->\n```\w+\n([\s\S]*?)```/g)].map(([, file = '', source = '']) => [
    file,
    source,
  ]),
);

let project: Consumer;
beforeAll(() => {
  project = installPacked(['vitest', 'jest', '@jest/globals']);
  for (const name of ['provision.flow', 'users.json']) {
    project.write(name, readFileSync(join(ROOT, 'examples/okta-flow', name), 'utf8'));
  }
  for (const [name, source] of files) project.write(name, source);
});
afterAll(() => project.remove());

test('the test cases in the guide pass in vitest', () => {
  project.write('vitest.config.js', "export default { test: { include: ['flow.test.js'] } };");
  expect(project.node('node_modules/vitest/vitest.mjs', 'run')).toMatch(/Tests {2}2 passed/);
});

test('the test cases in the guide pass in Jest', () => {
  project.write('flow.spec.js', (files.get('flow.test.js') ?? '').replace("'vitest'", "'@jest/globals'"));
  const config = JSON.stringify({ transform: {}, testMatch: ['**/flow.spec.js'] });
  project.node('--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--config', config);
});

test('the test cases in the guide pass in node:test', () => {
  project.write('flow.mjs', (files.get('flow.test.js') ?? '').replace("'vitest'", "'node:test'"));
  expect(project.node('--test', 'flow.mjs')).toContain('pass 2');
});

test('runFlowCases returns the result shown in the guide', () => {
  expect(project.node('all.js')).toBe('true Provision employee\n');
});

test('the command in the guide writes a file that passes', () => {
  const program = 'node_modules/expensify-emulator/dist/cli/main.js';
  const run = ['--users', 'users.json', '--input', 'User ID=00uNina', '--set', 'Settings.Sales policy=A1B2C3D4E5F60001'];
  expect(project.node(program, 'flow', 'test', 'provision.flow', '--init', 'first.yaml', ...run)).toContain('Wrote first.yaml');
  expect(project.node(program, 'flow', 'test', 'first.yaml', 'cases.yaml')).toContain('3 cases passed.');
});
