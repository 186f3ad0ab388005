import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Consumer, installPacked } from '../support/packed.js';
import { readPage, snippetsOf } from '../support/snippets.js';

/*
 * What a user has after `npm init -y` and an install: a package.json without `"type": "module"`, and no config of any tool.
 * The snippets run there with the commands that the guide gives.
 */

const GUIDE = 'docs/guide/test-runners.md';
const snippets = ['README.md', GUIDE].flatMap(snippetsOf);
const filesRunBy = (how: string): string[] => snippets.flatMap(({ run, file }) => (run === how && file !== undefined ? [file] : []));

let project: Consumer;
beforeAll(() => {
  project = installPacked(['vitest', 'msw', 'jest', '@jest/globals', 'supertest', 'testcontainers', 'typescript', 'expect']);
  rmSync(join(project.folder, 'package.json'));
  execFileSync('npm', ['init', '-y'], { cwd: project.folder, stdio: 'ignore' });
  for (const { file, run, source } of snippets) if (file !== undefined && run !== undefined) project.write(file, source);
});
afterAll(() => project.remove());

/** The arguments of a command of the guide that starts like this. */
function argumentsOf(command: string): string[] {
  const line = readPage(GUIDE)
    .split('\n')
    .find((text) => text.startsWith(command));
  if (line === undefined) throw new Error(`${GUIDE} has no command ${command}`);
  return line.slice(command.length).trim().split(' ');
}

test('npm init makes a project of CommonJS modules', () => {
  expect(JSON.parse(readFileSync(join(project.folder, 'package.json'), 'utf8')).type ?? 'commonjs').toBe('commonjs');
});

test('the Jest snippet passes there', () => {
  expect(filesRunBy('jest')).toHaveLength(1);
  const args = argumentsOf('node --experimental-vm-modules');
  expect(args.slice(-1)).toEqual(filesRunBy('jest'));
  project.node('--experimental-vm-modules', ...args);
});

test('the vitest snippets pass there', () => {
  expect(project.node('node_modules/vitest/vitest.mjs', 'run', ...filesRunBy('vitest'))).toMatch(
    new RegExp(`Tests {2}${filesRunBy('vitest').length} passed`),
  );
});

test('the commands for vitest name each of its files', () => {
  const pages = ['README.md', GUIDE].map(readPage).join('\n');
  expect([...pages.matchAll(/npx vitest run ([^`\s]+)/g)].map(([, file]) => file)).toEqual(filesRunBy('vitest'));
});

test('the node:test and Node snippets pass there', () => {
  project.node('--test', ...filesRunBy('node-test'));
  for (const file of filesRunBy('node')) project.node(file);
});

test('the TypeScript snippets compile there, and the compiled program runs', () => {
  const args = argumentsOf('npx tsc');
  const [file = ''] = args.slice(-1);
  project.node('node_modules/typescript/bin/tsc', ...args.slice(0, -1), '--strict', ...filesRunBy('tsc'));
  expect(project.node(file.replace(/\.mts$/, '.mjs'))).toContain('A1B2C3D4E5F60001 Acme Headquarters\n');
}, 120_000);
