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

/** Runs `npm start` as a user would, on free ports, and finds the process that serves. */
async function npmStart(...args: string[]): Promise<{ npm: ChildProcess; ready: Ready; pid: number }> {
  const npm = spawn('npm', ['start', '--silent', '--', '--port', '0', '--console-port', '0', '--json', ...args], {
    cwd: ROOT,
    env: inheritedEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
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

// On Windows a signal ends a process at once, and its child processes continue.
test.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s to npm start also stops the emulator, which saves its state and releases its ports',
  async (signal) => {
    const state = join(temporaryFolder(), 'state.json');
    const { npm, ready, pid } = await npmStart('--state', state);
    await sendJob(
      { ...ready, fetch } as unknown as Parameters<typeof sendJob>[0],
      { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } },
      { data: [newcomer()] },
    );
    npm.kill(signal);
    await until(() => isThere(pid)).toBe(false);
    expect(await listens(ready.url)).toBe(false);
    expect(await listens(ready.consoleUrl)).toBe(false);
    expect(readFileSync(state, 'utf8')).toContain(String(newcomer().employeeEmail));
  },
  60_000,
);
