import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { consoleProvider } from '../../src/cli/console-provider.js';
import { loadContracts } from '../../src/contract/load.js';
import { verifyInteraction } from '../../src/contract/verify.js';
import { createEmulator, type EmulatorOptions } from '../../src/index.js';
import { lyingProxy } from '../support/lies.js';
import { runHere } from '../support/run-here.js';
import { cleanUpServed } from '../support/serve.js';

cleanUpServed();

const loaded = await loadContracts();

async function verify(ids: readonly string[], options: EmulatorOptions): Promise<Record<string, string>> {
  await using emulator = await createEmulator(options);
  const provider = await consoleProvider(emulator.endpoint, { url: emulator.consoleUrl, token: options.consoleToken });
  const verdicts: Record<string, string> = {};
  for (const { interaction } of loaded) {
    if (!ids.includes(interaction.id)) continue;
    const { status, problems } = await verifyInteraction(interaction, provider);
    verdicts[interaction.id] = status === 'passed' ? status : `${status}: ${problems[0]}`;
  }
  await provider.close();
  return verdicts;
}

test('faults, rate limits, clock and writes are set up on a running emulator, whatever options it was started with', async () => {
  const ids = [
    'rate-sixth-refused',
    'fault-malformed-type',
    'rate-after-60-s',
    'employees-recorded-create',
    'employees-recorded-terminate',
  ];
  const verdicts = await verify(ids, { seed: 'faker:7:30', clock: '2030-01-01T00:00:00Z', consoleToken: 'open sesame' });
  expect(verdicts).toEqual(Object.fromEntries(ids.map((id) => [id, 'passed'])));
});

test('feeds by URL are tested only if the emulator may download them, and the reason says what to do', async () => {
  const ids = ['url', 'url-host-not-allowed'];
  expect(await verify(ids, {})).toEqual({
    url: 'skipped: needs an emulator started with --allow-host 127.0.0.1',
    'url-host-not-allowed': 'passed',
  });
  expect(await verify(ids, { allowHosts: ['127.0.0.1'] })).toEqual({
    url: 'passed',
    'url-host-not-allowed': 'skipped: needs an emulator started without --allow-host 127.0.0.1',
  });
});

test('SCIM is enabled in the state of an emulator, and interactions that need a start option are skipped with its name', async () => {
  const ids = ['scim-off', 'scim-list', 'scim-deactivate', 'scim-not-enabled', 'scim-create', 'scim-rate-limited', 'scim-create-refused'];
  const passed = Object.fromEntries(ids.map((id) => [id, 'passed']));
  const limited = { 'scim-rate-limited': 'skipped: needs a separate emulator with --scim-rate-limit' };
  expect(await verify(ids, {})).toEqual({ ...passed, ...limited, 'scim-create': 'skipped: needs an emulator started with --scim-full' });
  expect(await verify(ids, { scim: true, seed: 'faker:7:30' })).toEqual({
    ...passed,
    ...limited,
    'scim-off': 'skipped: needs an emulator started without --scim',
    'scim-create': 'skipped: needs an emulator started with --scim-full',
  });
  expect(await verify(ids, { scimFull: true })).toMatchObject({
    'scim-create': 'passed',
    'scim-list': 'skipped: needs an emulator started without --scim-full',
  });
});

test('the emulator gets its state back afterwards, and still resets to its own seed', async () => {
  await using emulator = await createEmulator({ seed: 'faker:7:30', clock: '2026-01-31T09:00:00Z', rateLimit: 'advise' });
  const seeded = JSON.stringify(emulator.snapshot());
  emulator.directory.createCompany('Somebody’s own');
  const before = JSON.stringify(emulator.snapshot());
  const args = ['contract', 'verify', '--target', emulator.endpoint, '--url', emulator.consoleUrl, '--filter', 'employees-recorded'];
  const { code, stdout, stderr } = await runHere(args);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(' 0 failed, 0 skipped') });
  const path = /kept in (\S+state\.json) until then\. If this command is killed, restore the state with:\n {2}curl -X PUT/.exec(
    stderr,
  )?.[1];
  expect(stderr).toContain('Its state is restored at the end');
  expect({ path, isKept: existsSync(path ?? '') }).toEqual({ path: expect.any(String), isKept: false });
  expect(JSON.stringify(emulator.snapshot())).toBe(before);
  expect(emulator.rateLimit.mode).toBe('advise');
  emulator.reset();
  expect(JSON.stringify(emulator.snapshot())).toBe(seeded);
});

const OF_A_CONSOLE = { seed: 'faker:7:30', consoleToken: 'open sesame', clock: '2026-01-31T09:00:00Z' };

test('a killed run leaves the state in a file, which the console can load', async () => {
  await using emulator = await createEmulator(OF_A_CONSOLE);
  emulator.directory.createCompany('Somebody’s own');
  const before = JSON.stringify(emulator.snapshot());
  const provider = await consoleProvider(emulator.endpoint, { url: emulator.consoleUrl, token: OF_A_CONSOLE.consoleToken });
  await provider.open({});
  expect(JSON.stringify(emulator.snapshot())).not.toBe(before);
  const { path, command } = provider.saved;
  expect(statSync(path).mode & 0o077).toBe(0);
  const env = { ...process.env, EXPENSIFY_EMULATOR_CONSOLE_TOKEN: OF_A_CONSOLE.consoleToken, NO_PROXY: '127.0.0.1' };
  await new Promise((resolve) => execFile('sh', ['-c', command], { env }, resolve));
  expect(JSON.stringify(emulator.snapshot())).toBe(before);
  await provider.close();
  expect(existsSync(dirname(path))).toBe(false);
});

test('a state that the emulator refuses stays in its file, and the message says where', async () => {
  const emulator = await createEmulator(OF_A_CONSOLE);
  const provider = await consoleProvider(emulator.endpoint, { url: emulator.consoleUrl, token: OF_A_CONSOLE.consoleToken });
  const { path, command } = provider.saved;
  await emulator.close();
  await expect(provider.close()).rejects.toThrow(`The state is kept in ${path}. Restore it with: ${command}`);
  expect(command).not.toContain(OF_A_CONSOLE.consoleToken);
  expect(existsSync(path)).toBe(true);
  provider.saved.remove();
});

test("an endpoint of another emulator than the console's gets one request without credentials, and the emulator keeps its state", async () => {
  await using emulator = await createEmulator();
  await using other = await createEmulator();
  emulator.directory.createCompany('Somebody’s own');
  const before = JSON.stringify(emulator.snapshot());
  const { code, stderr } = await runHere([
    'contract',
    'verify',
    '--target',
    await lyingProxy(other.endpoint),
    '--url',
    emulator.consoleUrl,
  ]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('did not reach the emulator with the console') });
  expect(JSON.stringify(emulator.snapshot())).toBe(before);
  expect(other.journal.entries().map(({ answer }) => answer)).toEqual(['wire/no-credentials']);
});

test('an emulator on the default ports is found by its endpoint', async () => {
  await using emulator = await createEmulator();
  // The console is loaded with its first request.
  await fetch(`${emulator.consoleUrl}/_emulator/health`);
  const env = { EXPENSIFY_EMULATOR_CONSOLE_PORT: new URL(emulator.consoleUrl).port };
  const { code, stdout } = await runHere(
    ['contract', 'verify', '--target', emulator.endpoint, '--filter', 'employees-recorded-create'],
    env,
  );
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('0 failed, 0 skipped') });
});

test.each([
  ['no URL', ['--url', 'here'], "--url must be an http or https URL, not 'here'."],
  ['nobody', ['--url', 'http://127.0.0.1:1'], 'pass its console URL with --url'],
])('a console that is %s is named and exits 2', async (_what, args, sentence) => {
  await using emulator = await createEmulator();
  const { code, stderr } = await runHere(['contract', 'verify', '--target', emulator.endpoint, ...args]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(sentence) });
});
