import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { environmentName, flagName, OPTION_NAMES } from '../../src/cli/options.js';
import { PRESETS } from '../../src/emulator/faults/presets.js';
import { createEmulator, type Emulator } from '../../src/index.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');

/** The code block behind `<!-- run: name -->`. */
function snippet(name: string): string {
  const block = new RegExp(`<!-- run: ${name} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
  if (block === undefined) throw new Error(`README.md has no snippet ${name}`);
  return block;
}

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());

test.skipIf(spawnSync('curl', ['--version']).status !== 0)('the demo hires, shows, rehearses, fails and lets go', async () => {
  const script = snippet('demo').replace('http://127.0.0.1:4310', emulator.url);
  // Asynchronous, since the emulator answers from this very process.
  const { stdout } = await runShell(script);
  const [hired, shown, rehearsed, failed, gone] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(hired).toMatchObject({ responseCode: 200, diff: { diffToAdd: { A1B2C3D4E5F60001: ['nina@acme.example'] } } });
  expect(shown.policyInfo.A1B2C3D4E5F60001.employees).toContainEqual(expect.objectContaining({ email: 'nina@acme.example', role: 'user' }));
  expect(rehearsed).toMatchObject({ responseCode: 200, 'dry-run': true });
  expect(failed.skippedEmployees).toEqual([{ email: 'nina@acme.example', reason: "Invalid manager email address 'max.manager@acme '" }]);
  expect(gone).toMatchObject({ diff: { diffToRemove: { A1B2C3D4E5F60001: ['nina@acme.example'] } } });
});

test.each(['module', 'client'])('the snippet %s prints what its comments say', (name) => {
  const file = `${root}.readme-snippet.mjs`;
  const source = snippet(name);
  writeFileSync(file, source);
  try {
    const printed = execFileSync(process.execPath, [file], { encoding: 'utf8' }).trim().split('\n');
    expect(printed).toEqual([...source.matchAll(/\); \/\/ ([\d ]+)/g)].map(([, said]) => said?.trim()));
  } finally {
    rmSync(file);
  }
});

test('the flow of the example is linted, tested and run as README says', async () => {
  // The report goes to the folder of the run: another user may have written /tmp/report.html.
  const script = snippet('flow')
    .replace('cd examples/okta-flow', `cd "${root}examples/okta-flow"`)
    .replace('/tmp/report.html', `"${tmpdir()}/report.html"`);
  const { stdout } = await runShell(script);
  expect(stdout).toContain('0 errors, 0 warnings, 0 notes in 1 file');
  expect(stdout).toContain('8 cases passed.\nCoverage: 100% (25 of 25 cards in 1 flow)');
  expect(stdout).toContain('✓ Provision employee: finished, 25 cards, 1 request, 2 emails');
});

test('the lines for CI start one, reach it and stop it', async () => {
  const { stdout } = await runShell(
    // A snippet that fails half way leaves none running either.
    `cd "${root}examples/okta-flow"\ntrap 'npx expensify-emulator stop > /dev/null' EXIT\n${snippet('ci')}`,
  );
  expect(stdout).toMatch(/^7\nStopped http:/);
  // Four times npx, each of which takes seconds on a busy machine.
}, 60_000);

test('README names every fault preset', () => {
  const listed = /<!-- list: presets -->\n([\s\S]*?)\n\n/.exec(readme)?.[1] ?? '';
  expect([...listed.matchAll(/`([^`]+)`/g)].map(([, name]) => name)).toEqual(Object.keys(PRESETS));
});

test('README names only options there are', () => {
  const table = /\| option [\s\S]*?\n\n/.exec(readme)?.[0] ?? '';
  const named = [...table.matchAll(/`(--[a-z-]+)`/g)].map(([, flag]) => flag);
  expect(named.length).toBeGreaterThan(4);
  expect(OPTION_NAMES.map(flagName)).toEqual(expect.arrayContaining(named));
});

test('README spells an environment variable as the program reads it', () => {
  expect(readme).toContain(environmentName('consolePort'));
});

function runShell(script: string): Promise<{ stdout: string }> {
  return new Promise((resolve, reject) => {
    execFile('bash', ['-eu', '-c', script], (error, stdout) => (error ? reject(error) : resolve({ stdout })));
  });
}
