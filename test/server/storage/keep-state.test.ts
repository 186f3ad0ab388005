import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../../src/index.js';
import { sendJob } from '../../support/emulator.js';
import { newcomer } from '../../support/people.js';
import { POLICY_LIST } from '../../support/raw-http.js';
import { until } from '../../support/until.js';

let folder: string;
let stateFile: string;
const started: Emulator[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
  stateFile = join(folder, 'state.json');
});
afterEach(async () => {
  for (const emulator of started.splice(0)) await emulator.close().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await createEmulator({ listen: false, stateFile, onProblem: () => {}, ...options });
  started.push(emulator);
  return emulator;
}

const UPDATE = { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } };
const hire = (emulator: Emulator, extra: object = {}): Promise<unknown> =>
  sendJob(emulator, { ...UPDATE, ...extra }, { data: [newcomer()] });

async function advisoriesOf(emulator: Emulator, send: () => Promise<unknown>): Promise<string[]> {
  await send();
  return (
    emulator.journal
      .entries()
      .at(-1)
      ?.advisories.map(({ code }) => code) ?? []
  );
}

test('a second emulator on the same file is refused with the ID of the process that uses it, and may use it afterwards', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(`The state file ${stateFile} is in use by process ${process.pid}. Stop it first`);
  await first.close();
  await start();
});

test('a link to a state file counts as the same file', async () => {
  await (await start()).close();
  const link = join(folder, 'link.json');
  symlinkSync(stateFile, link);
  await start();
  await expect(start({ stateFile: link })).rejects.toThrow('is in use by process');
});

test('a state is saved through a link, and the link stays', async () => {
  mkdirSync(join(folder, 'there'));
  symlinkSync('there/state.json', stateFile);
  await (await start()).close();
  expect(readdirSync(join(folder, 'there'))).toEqual(['state.json']);
  const emulator = await start();
  await hire(emulator);
  await emulator.close();
  expect(readFileSync(join(folder, 'there/state.json'), 'utf8')).toContain(String(newcomer().employeeEmail));
  expect(readdirSync(folder).sort()).toEqual(['state.json', 'there']);
});

test.skipIf(process.platform === 'win32')('a path that is not a regular file is refused and left unchanged', async () => {
  spawnSync('mkfifo', [join(folder, 'pipe')]);
  const socket = createServer().listen(join(folder, 'socket'));
  await new Promise((resolve) => socket.once('listening', resolve));
  for (const [path, kind] of [
    ['/dev/null', 'a device'],
    [join(folder, 'pipe'), 'a named pipe'],
    [join(folder, 'socket'), 'a socket'],
  ] as const)
    await expect(start({ stateFile: path })).rejects.toThrow(
      `The state file ${path} is ${kind}, not a regular file. Choose another file with --state.`,
    );
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['pipe', 'socket']);
  socket.close();
});

test('a missing folder is reported at the start', async () => {
  await expect(start({ stateFile: join(folder, 'nowhere/state.json') })).rejects.toThrow(/create the folder .*nowhere first/);
});

test('a start that fails because of its port releases the file', async () => {
  const { url } = await start({ listen: true, stateFile: join(folder, 'other.json') });
  await expect(start({ listen: true, port: Number(new URL(url).port) })).rejects.toThrow('is taken');
  expect(readdirSync(folder)).not.toContain('state.json');
  await start();
});

test('a start that fails because of a damaged file releases the file', async () => {
  writeFileSync(stateFile, '{"version":1,');
  await expect(start()).rejects.toThrow('is damaged');
  await start();
});

test('while the folder is missing, health is degraded and changes get an advisory, and the state is saved once it is back', async () => {
  const away = join(folder, 'away');
  mkdirSync(join(folder, 'states'));
  const emulator = await start({ listen: true, stateFile: join(folder, 'states/state.json') });
  const health = async () => {
    const response = await fetch(`${emulator.consoleUrl}/_emulator/health`);
    return [response.status, await response.json()];
  };
  expect(await health()).toEqual([200, { status: 'ok' }]);
  renameSync(join(folder, 'states'), away);
  await hire(emulator);
  await until(() => emulator.stateProblem() ?? '').toContain("Can't write");
  expect(await health()).toEqual([503, { status: 'degraded', problem: expect.stringContaining('in memory only') }]);
  expect(await advisoriesOf(emulator, () => hire(emulator))).toContain('state-not-saved');
  expect(await advisoriesOf(emulator, () => hire(emulator, { 'dry-run': true }))).not.toContain('state-not-saved');
  expect(await advisoriesOf(emulator, () => sendJob(emulator, POLICY_LIST))).not.toContain('state-not-saved');
  renameSync(away, join(folder, 'states'));
  await hire(emulator);
  await until(() => emulator.stateProblem() ?? 'none').toBe('none');
  expect(await health()).toEqual([200, { status: 'ok' }]);
  expect(await advisoriesOf(emulator, () => hire(emulator))).not.toContain('state-not-saved');
  expect(readFileSync(join(folder, 'states/state.json'), 'utf8')).toContain(String(newcomer().employeeEmail));
});

/** A file system of 128 KiB, or undefined if this user may not mount one. */
function mountSmall(at: string): boolean {
  mkdirSync(at);
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', at]);
  if (status !== 0) console.log('No full disk is tried: mounting a tmpfs needs root.');
  return status === 0;
}

test('on a full disk, the response to the change that could not be kept says so, until there is room again', async () => {
  const disk = join(folder, 'disk');
  if (!mountSmall(disk)) return;
  try {
    const emulator = await start({ stateFile: join(disk, 'state.json') });
    expect(readdirSync(disk)).toContain('state.json');
    spawnSync('sh', ['-c', 'cat /dev/zero > "$0"', join(disk, 'ballast')]);
    const confirmed: string[] = [];
    // The page of the log that is in use takes a few more changes.
    for (let index = 0; ; index++) {
      const employeeEmail = `p${index}@acme.example`;
      const change = () => sendJob(emulator, UPDATE, { data: [newcomer({ employeeEmail, employeeID: `P${index}` })] });
      if ((await advisoriesOf(emulator, change)).includes('state-not-saved')) break;
      confirmed.push(employeeEmail);
    }
    expect(emulator.stateProblem()).toContain('no space left on device');
    await until(() =>
      readdirSync(disk)
        .filter((name) => !name.endsWith('.tmp'))
        .sort(),
    ).toEqual(['ballast', 'state.json', 'state.json.1.log', 'state.json.lock']);
    const log = readFileSync(join(disk, 'state.json.1.log'), 'utf8');
    for (const email of confirmed) expect(log).toContain(email);
    // Without the part of the change that the disk still took.
    expect(log.endsWith('}\n')).toBe(true);
    rmSync(join(disk, 'ballast'));
    await hire(emulator);
    await until(() => emulator.stateProblem() ?? 'none').toBe('none');
    expect(await advisoriesOf(emulator, () => hire(emulator))).not.toContain('state-not-saved');
    await emulator.close();
    const text = readFileSync(join(disk, 'state.json'), 'utf8');
    for (const email of [...confirmed, newcomer().employeeEmail]) expect(text).toContain(email);
  } finally {
    await started
      .pop()
      ?.close()
      .catch(() => undefined);
    spawnSync('umount', [disk]);
  }
});

test('after an ordinary end, a clock that was set and an armed fault are as they were', async () => {
  const first = await start();
  first.clock.set('2026-03-01T00:00:00Z');
  first.faults.once('http-503');
  const faults = first.faults.list();
  await first.close();
  const second = await start();
  expect(second.clock.now()).toBe(Date.parse('2026-03-01T00:00:00Z'));
  expect(second.faults.list()).toEqual(faults);
});

test('an id is not given again after a kill, even if its request changed nothing', async () => {
  const first = await start();
  await hire(first);
  const { requestID } = (await hire(first)) as { requestID: string };
  const copy = join(folder, 'after-a-kill.json');
  for (const file of readdirSync(folder))
    if (!file.endsWith('.lock')) cpSync(join(folder, file), join(folder, file.replace('state.json', 'after-a-kill.json')));
  const second = await start({ stateFile: copy });
  const { requestID: next } = (await hire(second)) as { requestID: string };
  expect(next).not.toBe(requestID);
});
