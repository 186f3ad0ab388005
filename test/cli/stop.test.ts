import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import http, { request } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createEmulator } from '../../src/index.js';
import { cleanUpPrograms, startProgram, temporaryFolder } from '../support/program.js';
import { runHere } from '../support/run-here.js';

cleanUpPrograms();

/** While it runs, requests for the default port of the console go to another URL: the default port may be taken on this machine. */
async function withDefaultPortAt<T>(url: string, work: () => Promise<T>): Promise<T> {
  const real = http.request;
  const spy = vi
    .spyOn(http, 'request')
    .mockImplementation((...args: Parameters<typeof real>) =>
      Reflect.apply(real, http, [String(args[0]).replace('http://127.0.0.1:4311', url), ...args.slice(1)]),
    );
  syncBuiltinESMExports();
  try {
    return await work();
  } finally {
    spy.mockRestore();
    syncBuiltinESMExports();
  }
}

test('stop --url ends an emulator in the foreground and saves its state first', async () => {
  const state = join(temporaryFolder(), 'state.json');
  const program = startProgram(['--state', state]);
  const { consoleUrl, url } = await program.ready();
  expect(await runHere(['stop', '--url', consoleUrl])).toEqual({ code: 0, stdout: `Stopped ${url}.\n`, stderr: '' });
  expect(await program.ended()).toMatchObject({ code: 0, stderr: '' });
});

test('stop --url needs the token of the console', async () => {
  const program = startProgram(['--console-token', 'sesame']);
  const { consoleUrl } = await program.ready();
  const { code, stderr } = await runHere(['stop', '--url', consoleUrl]);
  expect(code).toBe(2);
  expect(stderr).toContain('requires a token. Set EXPENSIFY_EMULATOR_CONSOLE_TOKEN');
  expect(await runHere(['stop', '--url', consoleUrl], { EXPENSIFY_EMULATOR_CONSOLE_TOKEN: 'sesame' })).toMatchObject({ code: 0 });
  expect(await program.ended()).toMatchObject({ code: 0 });
});

test('an emulator that a program created is not stopped from outside', async () => {
  await using emulator = await createEmulator();
  const { code, stderr } = await runHere(['stop', '--url', emulator.consoleUrl]);
  expect(code).toBe(2);
  expect(stderr).toContain(`A program created this emulator (process ${process.pid}), and only that program can stop it.`);
  expect((await fetch(`${emulator.consoleUrl}/_emulator/health`)).status).toBe(200);
});

test('a program that passes onStop is told to stop', async () => {
  let stops = 0;
  await using emulator = await createEmulator({ onStop: () => void stops++ });
  const response = await fetch(`${emulator.consoleUrl}/_emulator/stop`, { method: 'POST' });
  expect([response.status, await response.json()]).toEqual([202, { pid: process.pid }]);
  await expect.poll(() => stops).toBe(1);
});

test('a page of another site cannot stop the emulator', async () => {
  let stops = 0;
  await using emulator = await createEmulator({ onStop: () => void stops++ });
  const { hostname, port } = new URL(emulator.consoleUrl);
  // A form that navigates is a request of the other site as well, even if it has no Origin. Not fetch, which sets these headers itself.
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }]) {
    const sent = request({ hostname, port, path: '/_emulator/stop', method: 'POST', headers }).end();
    const [response] = await once(sent, 'response');
    expect(response.resume().statusCode).toBe(403);
  }
  expect(stops).toBe(0);
});

test('an emulator at the default port that nothing names is not stopped', async () => {
  let stops = 0;
  await using emulator = await createEmulator({ onStop: () => void stops++ });
  vi.spyOn(process, 'cwd').mockReturnValue(temporaryFolder());
  try {
    expect(await withDefaultPortAt(emulator.consoleUrl, () => runHere(['stop']))).toEqual({
      code: 1,
      stdout: '',
      stderr: `expensify-emulator: The emulator at ${emulator.url} was not started in the background of this folder. Stop it with: npx expensify-emulator stop --url http://127.0.0.1:4311\n`,
    });
    expect(stops).toBe(0);
  } finally {
    vi.restoreAllMocks();
  }
});

test('stop succeeds if nothing runs, and says where it looked', async () => {
  expect(await runHere(['stop', '--url', 'http://127.0.0.1:1'])).toEqual({
    code: 0,
    stdout: 'No emulator found: nothing answers at http://127.0.0.1:1 (--url).\n',
    stderr: '',
  });
});

test('status and env find an emulator in the foreground by its console', async () => {
  const program = startProgram();
  const { consoleUrl, endpoint, credentials } = await program.ready();
  const status = await runHere(['status'], { EXPENSIFY_CONSOLE_URL: consoleUrl });
  expect(status).toEqual({
    code: 0,
    stdout: `Endpoint  ${endpoint}\nConsole   ${consoleUrl}\nProcess   ${program.child.pid}\n`,
    stderr: '',
  });
  const { stdout } = await runHere(['env', '--url', consoleUrl, '--format', 'json']);
  expect(JSON.parse(stdout)).toMatchObject({ EXPENSIFY_ENDPOINT: endpoint, EXPENSIFY_PARTNER_USER_ID: credentials.partnerUserID });
});

test('--target emulator needs no credentials', async () => {
  await using emulator = await createEmulator();
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'names.ftl'), '<#list reports as report>x</#list>');
  const args = ['--template', join(folder, 'names.ftl'), '--out', folder, '--since', '2020-01-01'];
  const { code, stderr } = await runHere(['export', '--target', 'emulator', '--url', emulator.consoleUrl, ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test.each([
  ['An id', 'get policies'],
  ['capitals', 'Get-Policies'],
  ['a path', '../x'],
  ['nothing', ''],
])('contract record refuses %s as --id before anything is sent', async (_name, id) => {
  await using emulator = await createEmulator();
  const job = join(temporaryFolder(), 'job.yaml');
  writeFileSync(job, '{ type: get, inputSettings: { type: policyList } }');
  const { code, stderr } = await runHere(['contract', 'record', job, '--target', 'emulator', '--url', emulator.consoleUrl, '--id', id]);
  expect({ code, sent: emulator.journal.entries() }).toEqual({ code: 2, sent: [] });
  expect(stderr).toContain(`--id '${id}' is not valid. Use lower-case letters, digits and single dashes, such as get-policy-list.`);
});

test('contract record prints the interaction, and refuses fields that cannot be sent in plain words', async () => {
  await using emulator = await createEmulator();
  const folder = temporaryFolder();
  const record = async (text: string) => {
    writeFileSync(join(folder, 'job.yaml'), text);
    return runHere(['contract', 'record', join(folder, 'job.yaml'), '--target', 'emulator', '--url', emulator.consoleUrl, '--id', 'a-job']);
  };
  expect(await record('{ type: get, inputSettings: { type: policyList } }')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('id: a-job'),
  });
});

test('exec --help states that it picks free ports', async () => {
  const { stdout } = await runHere(['exec', '--help']);
  expect(stdout).toMatch(/--port <n> +API port, 0 for a free one \(default:\s+a free port\)/);
  expect(stdout).not.toContain('4310');
});

test('- is stdout for a report, and nothing else is printed there', async () => {
  const { code, stdout } = await runHere(['contract', 'verify', '--filter', 'form-urlencoded', '--junit', '-']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^<\?xml.*<\/testsuite>\n$/s);
});
