import { mkdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { freePorts } from '../support/free-ports.js';
import { type Consumer, installPacked } from '../support/packed.js';
import { ROOT } from '../support/root.js';
import { runShell } from '../support/run-shell.js';
import { readPage, snippet } from '../support/snippets.js';

// As a new user runs them: in a project that has installed the tarball, with npx.
let project: Consumer;
let env: Record<string, string>;

beforeAll(async () => {
  project = installPacked();
  const bin = join(project.folder, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync('../expensify-emulator/dist/cli/main.js', join(bin, 'expensify-emulator'));
  const [port, consolePort] = await freePorts();
  env = { EXPENSIFY_EMULATOR_PORT: `${port}`, EXPENSIFY_EMULATOR_CONSOLE_PORT: `${consolePort}` };
});
// A snippet that fails half way leaves none running.
afterEach(() => run('npx expensify-emulator stop'));
afterAll(() => project.remove());

const run = (script: string): Promise<string> => runShell(script, { cwd: project.folder, env });

test('README fits on two screens', () => {
  const readme = readPage('README.md');
  expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(9 * 1024);
  expect(readme.split('\n').length).toBeLessThanOrEqual(130);
});

test('the picture of README is small', () => {
  expect(statSync(join(ROOT, 'docs/console.png')).size).toBeLessThan(150_000);
});

test('the demo of README adds an employee', async () => {
  const printed = await run(snippet('README.md', 'demo'));
  const response = JSON.parse(printed.trim().split('\n').at(-1) ?? '');
  expect(response).toMatchObject({ responseCode: 200, diff: { diffToAdd: { A1B2C3D4E5F60001: ['nina@acme.example'] } } });
});

test('the flow test of README prints what README says', async () => {
  expect(await run(snippet('README.md', 'okta-flow'))).toContain('8 cases passed.\nCoverage: 100% (25 of 25 cards in 1 flow)\n');
});

test('the provisioning example of README plans, applies and finds no drift', async () => {
  const printed = await run(snippet('README.md', 'provisioning'));
  expect(printed).toContain('Plan: 1 to add, 1 to change, 1 to remove, 9 unchanged.');
  expect(printed).toContain('Receipt: provisioning/people.csv.receipt.jsonl');
  expect(printed).toContain('Plan: 11 unchanged.');
});
