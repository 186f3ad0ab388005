import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { clientEnvironment } from '../../src/cli/client-environment.js';
import { environmentName } from '../../src/cli/options.js';
import { resolveStartOptions } from '../../src/cli/resolve-options.js';
import { parseSeed } from '../../src/emulator/seeds/parse.js';
import { createEmulator } from '../../src/index.js';
import '../support/built.js';
import { createTestEmulator } from '../support/emulator.js';
import { cleanUpPrograms, temporaryFolder } from '../support/program.js';
import { ROOT } from '../support/root.js';
import { runShell } from '../support/run-shell.js';
import { PAGES, readPage, saidByComments, snippet, snippetsOf } from '../support/snippets.js';

cleanUpPrograms();

const hasCurl = spawnSync('curl', ['--version']).status === 0;

test.skipIf(!hasCurl)('the first requests of the guide add, read, rehearse, fail and remove', async () => {
  await using emulator = await createEmulator();
  const script = snippet('docs/guide/get-started.md', 'first-requests').replace('http://127.0.0.1:4310', emulator.url);
  // Asynchronous, since the emulator answers from this very process.
  const [added, shown, rehearsed, failed, removed] = (await runShell(script))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(added).toMatchObject({ responseCode: 200, diff: { diffToAdd: { A1B2C3D4E5F60001: ['nina@acme.example'] } } });
  expect(shown.policyInfo.A1B2C3D4E5F60001.employees).toContainEqual(expect.objectContaining({ email: 'nina@acme.example', role: 'user' }));
  expect(rehearsed).toMatchObject({ responseCode: 200, 'dry-run': true });
  expect(failed.skippedEmployees).toEqual([{ email: 'nina@acme.example', reason: "Invalid manager email address 'max.manager@acme '" }]);
  expect(removed).toMatchObject({ diff: { diffToRemove: { A1B2C3D4E5F60001: ['nina@acme.example'] } } });
});

test.each([
  ['docs/guide/get-started.md', 'module', 3, 'okta-flow'],
  ['docs/guide/client.md', 'client', 2, 'okta-flow'],
  ['docs/guide/faults-and-clock.md', 'faults', 3, 'okta-flow'],
  ['docs/guide/flows.md', 'run-flow', 1, 'okta-flow'],
  ['docs/guide/okta-scim.md', 'okta-client', 1, 'okta-flow'],
  ['docs/guide/provisioning.md', 'provision', 2, 'provisioning'],
])('a snippet of %s prints what its comments say: %s', (page, name, lines, example) => {
  const source = snippet(page, name);
  // In the root folder, so that the package is found by its own name.
  const file = join(ROOT, `.${name}-snippet.mjs`);
  writeFileSync(file, source);
  const cwd = temporaryFolder();
  cpSync(join(ROOT, 'examples', example), cwd, { recursive: true });
  try {
    const printed = execFileSync(process.execPath, [file], { encoding: 'utf8', cwd }).trim().split('\n');
    expect(printed).toEqual(saidByComments(source));
    expect(printed).toHaveLength(lines);
  } finally {
    rmSync(file);
  }
});

test('the flow of the example is linted, tested and run as the guide says', async () => {
  // The report goes to the folder of the run: another user may have written /tmp/report.html.
  const script = snippet('docs/guide/flows.md', 'flow').replace('/tmp/report.html', `"${tmpdir()}/report.html"`);
  const printed = await runShell(script, { cwd: join(ROOT, 'examples/okta-flow') });
  expect(printed).toContain('0 errors, 0 warnings, 0 notes in 1 file');
  expect(printed).toContain('8 cases passed.\nCoverage: 100% (25 of 25 cards in 1 flow)');
  expect(printed).toContain('✓ Provision employee: finished, 25 cards, 1 request, 2 emails');
});

test('the commands for CI start an emulator, reach it and stop it', async () => {
  // A snippet that fails half way leaves none running either.
  const script = `cd examples/okta-flow\ntrap 'npx expensify-emulator stop > /dev/null' EXIT\n${snippet('docs/guide/ci.md', 'ci')}`;
  expect(await runShell(script)).toMatch(/^7\nStopped http:/);
});

test('docs/guide/ci.md lists every variable that env prints', () => {
  const ready = {
    url: 'http://127.0.0.1:1',
    endpoint: '',
    consoleUrl: 'http://127.0.0.1:2',
    credentials: { partnerUserID: '', partnerUserSecret: '' },
    policies: [{ id: '', name: '' }],
    scim: { url: '', domain: '', token: '' },
  };
  const list = /<!-- list: environment -->\n([\s\S]*?)\n\n/.exec(readPage('docs/guide/ci.md'))?.[1] ?? '';
  const named = [...list.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name);
  expect(named.sort()).toEqual(Object.keys(clientEnvironment(ready as never, 'token')).sort());
});

const seeds = PAGES.flatMap(snippetsOf).filter(({ run }) => run === 'seed');

test.each(seeds.map(({ page, source }) => [page, source]))('the emulator starts with the seed of %s', async (page, source) => {
  await using emulator = await createTestEmulator({ seed: parseSeed(parse(source), page) });
  expect(emulator.credentials.partnerUserSecret).toContain('that-you-made-up');
});

test('the config file of docs/guide/seeds-and-config.md is read whole', async () => {
  const folder = temporaryFolder();
  const source = snippet('docs/guide/seeds-and-config.md', 'config');
  writeFileSync(join(folder, 'expensify-emulator.config.yaml'), source);
  const options = await resolveStartOptions({}, {}, folder);
  expect(options).toMatchObject(parse(source));
  expect(readPage('docs/guide/seeds-and-config.md')).toContain(environmentName('consolePort'));
});
