import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseSeed } from '../../src/emulator/seeds/parse.js';
import { createEmulator } from '../../src/index.js';
import { createTestEmulator } from '../support/emulator.js';
import { type Consumer, installPacked } from '../support/packed.js';
import { ROOT } from '../support/root.js';
import { ask } from '../support/scim.js';

const guide = readFileSync(join(ROOT, 'docs/guide/okta-scim.md'), 'utf8');

function block(pattern: string): string {
  const found = new RegExp(`${pattern}\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1];
  if (found === undefined) throw new Error(`docs/guide/okta-scim.md has no ${pattern}`);
  return found;
}

let project: Consumer;
beforeAll(() => {
  project = installPacked(['vitest']);
});
afterAll(() => project.remove());

test.skipIf(spawnSync('curl', ['--version']).status !== 0)('the curl commands in the guide find, deactivate and show a user', async () => {
  await using emulator = await createEmulator({ scim: true });
  const { url = '', token = '' } = emulator.scim ?? {};
  const script = block('<!-- run: scim-curl -->\\n').replace(/^eval .*$/m, '');
  // Runs asynchronously, because the emulator responds from this process.
  const env = { ...process.env, EXPENSIFY_SCIM_URL: url, EXPENSIFY_SCIM_TOKEN: token };
  const { stdout } = await promisify(execFile)('bash', ['-eu', '-c', script], { env });
  const [found, patched, shown] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(found).toMatchObject({ totalResults: 1, Resources: [{ userName: 'ed.engineer@acme.example', active: true }] });
  expect(patched).toMatchObject({ id: found.Resources[0].id, active: false });
  expect(shown).toEqual(patched);
});

test('the tests in the guide pass in vitest', () => {
  project.write('offboarding.test.js', block('<!-- file: offboarding.test.js, run: vitest -->\\n'));
  expect(project.node('node_modules/vitest/vitest.mjs', 'run')).toMatch(/Tests {2}2 passed/);
});

test('the seed in the guide sets up one of its domains', async () => {
  const seed = parseSeed(parse(block('write the domain as an object:\\n\\n')), 'the guide');
  await using emulator = await createTestEmulator({ seed });
  expect(emulator.scim).toMatchObject({ domain: 'mine.example', token: 'a-token-that-you-made-up' });
  expect((await ask(emulator, 'GET', '/Users')).body.Resources).toMatchObject([{ active: true }, { active: false }]);
});
