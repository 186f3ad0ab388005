import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { sendJob } from '../support/emulator.js';
import { newcomer } from '../support/people.js';
import { cleanUpPrograms, inheritedEnvironment, type Ready, temporaryFolder } from '../support/program.js';
import { openClient } from '../support/raw-http.js';
import { ROOT } from '../support/root.js';
import { until } from '../support/until.js';

cleanUpPrograms();

const started: { npm: ChildProcess; pid: number | undefined }[] = [];
afterEach(() => {
  for (const { npm, pid } of started.splice(0)) {
    npm.kill('SIGKILL');
    if (pid !== undefined && isThere(pid)) process.kill(pid, 'SIGKILL');
  }
});

/** `npm start` as a user types it, on free ports, and the process that serves. Like a shell's job, it has its own process group. */
async function npmStart(...args: string[]): Promise<{ npm: ChildProcess; ready: Ready; pid: number }> {
  const npm = spawn('npm', ['start', '--silent', '--', '--port', '0', '--console-port', '0', '--json', ...args], {
    cwd: ROOT,
    env: inheritedEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const entry: (typeof started)[number] = { npm, pid: undefined };
  started.push(entry);
  let stdout = '';
  npm.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  await until(() => stdout).toContain('\n');
  const ready = JSON.parse(stdout) as Ready;
  const { pid } = (await (await fetch(`${ready.consoleUrl}/_emulator/info`)).json()) as { pid: number };
  entry.pid = pid;
  return { npm, ready, pid };
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const listens = (url: string): Promise<boolean> =>
  openClient(url).then(
    ({ socket }) => Boolean(socket.destroy()),
    () => false,
  );

const TO_NPM = (npm: ChildProcess, signal: NodeJS.Signals): boolean => npm.kill(signal);
/** What a terminal does on Ctrl+C. npm sends the signal again, so the emulator receives it twice. */
const TO_GROUP = (npm: ChildProcess, signal: NodeJS.Signals): boolean => process.kill(-(npm.pid ?? 0), signal);

// On Windows a signal ends a process at once, and the processes it started go on.
test.skipIf(process.platform === 'win32').each([
  ['SIGTERM to npm', 'SIGTERM', TO_NPM],
  ['SIGINT to npm', 'SIGINT', TO_NPM],
  ['SIGHUP to npm', 'SIGHUP', TO_NPM],
  ['SIGTERM to the process group', 'SIGTERM', TO_GROUP],
  ['SIGINT to the process group', 'SIGINT', TO_GROUP],
] as const)('%s ends the emulator of npm start, which saves its state and releases its ports', async (_name, signal, send) => {
  const state = join(temporaryFolder(), 'state.json');
  const { npm, ready, pid } = await npmStart('--state', state);
  await sendJob(
    { ...ready, fetch } as unknown as Parameters<typeof sendJob>[0],
    { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } },
    { data: [newcomer()] },
  );
  send(npm, signal);
  await until(() => isThere(pid)).toBe(false);
  expect(await listens(ready.url)).toBe(false);
  expect(await listens(ready.consoleUrl)).toBe(false);
  expect(readFileSync(state, 'utf8')).toContain(String(newcomer().employeeEmail));
});

test.skipIf(process.platform === 'win32')('Ctrl+C lets a request that is being answered finish', async () => {
  const { npm, ready, pid } = await npmStart();
  const faults = `${ready.consoleUrl}/_emulator/faults`;
  await fetch(faults, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"preset":"slow","times":1}' });
  const response = sendJob({ ...ready, fetch } as unknown as Parameters<typeof sendJob>[0], {
    type: 'get',
    inputSettings: { type: 'policyList' },
  });
  await until(async () => (await fetch(faults)).text()).toContain('"fired":1');
  TO_GROUP(npm, 'SIGINT');
  expect(await response).toMatchObject({ responseCode: 200 });
  await until(() => isThere(pid)).toBe(false);
});
