import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesNow, writeFiles } from '../../../support/files-now.js';
import { KeptNumbers } from '../../../support/kept-numbers.js';
import { until } from '../../../support/until.js';

let folder: string;
let path: string;
let problems: string[];
const opened: KeptNumbers[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
  path = join(folder, 'state.json');
  problems = [];
});
afterEach(async () => {
  for (const kept of opened.splice(0)) await kept.storage.close().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
});

async function open(slices = 0, isOnDisk = false): Promise<KeptNumbers> {
  const kept = await KeptNumbers.open(path, { isOnDisk, onProblem: (problem) => problems.push(problem) }, slices);
  opened.push(kept);
  return kept;
}

/** What a process would find that starts now, after this one was killed. */
async function found(): Promise<number[]> {
  const copy = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
  try {
    writeFiles(copy, filesNow(folder));
    const { storage, numbers } = await KeptNumbers.open(join(copy, 'state.json'), { onProblem: () => {} });
    await storage.close();
    return numbers;
  } finally {
    rmSync(copy, { recursive: true });
  }
}

const files = (): string[] => readdirSync(folder).sort();

test('a change is one line of JSON in the log, with its number, its length and its checksum', async () => {
  const kept = await open();
  kept.add(7);
  kept.add(8);
  const lines = readFileSync(`${path}.1.log`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([
    { n: 0, bytes: 40, crc: expect.stringMatching(/^[0-9a-f]{8}$/), entry: { format: 1, generation: 1, after: null } },
    { n: 1, bytes: 28, crc: expect.stringMatching(/^[0-9a-f]{8}$/), entry: { kind: 'random', random: 7 } },
    { n: 2, bytes: 28, crc: expect.stringMatching(/^[0-9a-f]{8}$/), entry: { kind: 'random', random: 8 } },
  ]);
  expect(await found()).toEqual([7, 8]);
});

test('only the owner may read the files, and a closed state is one file', async () => {
  const kept = await open();
  kept.add(1);
  for (const name of files()) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  await kept.storage.close();
  expect(files()).toEqual(['state.json']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a state that is opened and closed without a change stays the same', async () => {
  const kept = await open();
  kept.add(1);
  await kept.storage.close();
  const { ino, mtimeMs } = statSync(path);
  await (await open()).storage.close();
  expect(statSync(path)).toMatchObject({ ino, mtimeMs });
  expect(files()).toEqual(['state.json']);
});

test('a long log is put together with the state, and nothing is missing at any moment', async () => {
  const kept = await open(20);
  let count = 0;
  const generations = new Set<string>();
  while (generations.size < 4) {
    for (let index = 0; index < 2000; index++) kept.add(count++);
    for (const name of files()) if (name.endsWith('.log')) generations.add(name);
    expect(await found()).toHaveLength(count);
  }
  await kept.storage.close();
  expect(await found()).toEqual(Array.from({ length: count }, (_, index) => index));
  expect(files()).toEqual(['state.json']);
});

test('what a killed process left is put together at the next start, while changes go on', async () => {
  const first = await open();
  for (let number = 0; number < 5; number++) first.add(number);
  const before = files()
    .filter((name) => !name.endsWith('.lock'))
    .map((name) => [name, readFileSync(join(folder, name))] as const);
  await first.storage.close();
  for (const [name, bytes] of before) writeFileSync(join(folder, name), bytes);
  const second = await open(20);
  expect(second.numbers).toEqual([0, 1, 2, 3, 4]);
  second.add(5);
  expect(await found()).toEqual([0, 1, 2, 3, 4, 5]);
  await until(files).toEqual(['state.json', 'state.json.2.log', 'state.json.lock']);
  expect(await found()).toEqual([0, 1, 2, 3, 4, 5]);
});

test('a replaced state is kept when settled, and until then the one before is', async () => {
  const kept = await open();
  kept.add(1);
  kept.slices = 3;
  kept.isHeld = true;
  kept.replaceBy([100]);
  let isSettled = false;
  const settled = kept.storage.settled()?.then(() => {
    isSettled = true;
  });
  await until(files).toContain('state.json.2.log');
  kept.add(101);
  expect(await found()).toEqual([1]);
  expect(isSettled).toBe(false);
  kept.isHeld = false;
  await settled;
  expect(await found()).toEqual([100, 101]);
  expect(kept.storage.settled()).toBeUndefined();
});

test('of several replacements the last one is kept, and no earlier one is settled before it', async () => {
  const kept = await open(10);
  kept.replaceBy([1]);
  const first = kept.storage.settled();
  await Promise.resolve();
  await Promise.resolve();
  kept.replaceBy([2]);
  kept.add(3);
  kept.numbers = [2, 3];
  await first;
  expect(await found()).toEqual([2, 3]);
});

test('a change that follows a replacement in the same turn is kept once', async () => {
  const kept = await open();
  kept.replaceBy([1]);
  kept.add(2);
  await kept.storage.settled();
  expect(await found()).toEqual([1, 2]);
});

test('a change that follows a replacement is not in the log of the state before it', async () => {
  const kept = await open();
  kept.add(1);
  kept.replaceBy([5]);
  kept.add(6);
  expect(await found()).toEqual([1]);
});

test('a replacement right before the close is kept', async () => {
  const kept = await open();
  await kept.storage.close();
  const next = await open();
  next.replaceBy([5]);
  await next.storage.close();
  expect(await found()).toEqual([5]);
});

test('a close during a write keeps the latest state, and leaves no other files', async () => {
  const kept = await open(10);
  kept.isHeld = true;
  kept.replaceBy([1]);
  await until(files).toContain('state.json.2.log');
  kept.add(2);
  kept.isHeld = false;
  await kept.storage.close();
  expect(await found()).toEqual([1, 2]);
  expect(files()).toEqual(['state.json']);
});

test('a start that fails later leaves nothing behind', async () => {
  const kept = await open();
  await kept.storage.abandon();
  expect(files()).toEqual([]);
});

test('with the disk, changes that wait at the same time wait together', async () => {
  const kept = await open(0, true);
  kept.add(1);
  const one = kept.storage.settled();
  kept.add(2);
  const two = kept.storage.settled();
  kept.add(3);
  expect(kept.storage.settled()).toBe(two);
  expect(two).not.toBe(one);
  await Promise.all([one, two]);
  expect(await found()).toEqual([1, 2, 3]);
});

test('with the disk, a change during a compaction waits for the log before too', async () => {
  const kept = await open(20, true);
  for (let number = 0; number < 30_000; number++) kept.add(number);
  await kept.storage.settled();
  kept.add(-1);
  await kept.storage.settled();
  expect(await found()).toHaveLength(30_001);
});

/** Each makes it impossible to continue the log or the state, and takes that back. */
const obstacles: readonly (readonly [string, () => void, () => void])[] = [
  ['the log is removed', () => unlinkSync(`${path}.1.log`), () => {}],
  ['the log is moved', () => renameSync(`${path}.1.log`, join(folder, 'elsewhere')), () => {}],
  [
    'the log is replaced by a link',
    () => {
      renameSync(`${path}.1.log`, join(folder, 'elsewhere'));
      writeFileSync(join(folder, 'other'), '');
      symlinkSync(join(folder, 'other'), `${path}.1.log`);
    },
    () => {},
  ],
  ['the folder is moved', () => renameSync(folder, `${folder}-away`), () => renameSync(`${folder}-away`, folder)],
];

test.each(obstacles)('if %s, that is a problem until a new state is written', async (_what, hinder, relieve) => {
  const kept = await open();
  kept.add(1);
  hinder();
  await until(() => kept.storage.problem() ?? '').toContain(`Can't write the state file ${path}`);
  relieve();
  kept.add(2);
  await until(() => kept.storage.problem() ?? 'none').toBe('none');
  kept.add(3);
  expect(await found()).toEqual([1, 2, 3]);
  expect(problems.length).toBeGreaterThan(0);
});

test('a state file that became a folder is a problem until the folder is gone', async () => {
  const kept = await open();
  unlinkSync(path);
  mkdirSync(path);
  kept.replaceBy([1]);
  await kept.storage.settled();
  expect(kept.storage.problem()).toBe(`Can't write the state file ${path}: it is a directory now.`);
  rmSync(path, { recursive: true });
  kept.add(2);
  await until(() => kept.storage.problem() ?? 'none').toBe('none');
  expect(await found()).toEqual([1, 2]);
  expect(problems).toHaveLength(1);
});

test('a state file that was replaced by a link is a problem until the link is gone, and its target stays as it is', async () => {
  const kept = await open();
  const other = join(folder, 'other.json');
  writeFileSync(other, 'precious');
  unlinkSync(path);
  symlinkSync(other, path);
  kept.replaceBy([1]);
  await kept.storage.settled();
  expect(kept.storage.problem()).toBe(`Can't write the state file ${path}: it is a symbolic link now.`);
  unlinkSync(path);
  kept.add(2);
  await until(() => kept.storage.problem() ?? 'none').toBe('none');
  expect(readFileSync(other, 'utf8')).toBe('precious');
  expect(await found()).toEqual([1, 2]);
});

test('without its lock, the state is not written any more, and the reason is reported once', async () => {
  const kept = await open();
  kept.add(1);
  writeFileSync(`${path}.lock`, JSON.stringify({ pid: 1, host: 'elsewhere' }));
  await until(() => kept.storage.problem() ?? '').toContain('is no longer saved: its lock');
  const before = await found();
  kept.add(2);
  kept.replaceBy([9]);
  await kept.storage.settled();
  expect(await found()).toEqual(before);
  expect(problems).toHaveLength(1);
  await expect(kept.storage.close()).rejects.toThrow('is no longer saved');
  expect(await found()).toEqual(before);
  expect(existsSync(`${path}.lock`)).toBe(true);
});

test('a close that cannot write the state says so, and leaves the files as they were', async () => {
  const kept = await open();
  kept.add(1);
  unlinkSync(path);
  mkdirSync(path);
  await expect(kept.storage.close()).rejects.toThrow(`Can't write the state file ${path}: it is a directory now.`);
  expect(files()).toEqual(['state.json', 'state.json.1.log']);
});

test('a long log that cannot be put together with the state is a problem, and goes on', async () => {
  const kept = await open();
  unlinkSync(path);
  mkdirSync(path);
  for (let number = 0; number < 30_000; number++) kept.add(number);
  await until(() => kept.storage.problem() ?? '').toContain('it is a directory now');
  for (let number = 30_000; number < 31_000; number++) kept.add(number);
  expect(files()).toEqual(['state.json', 'state.json.1.log', 'state.json.lock']);
  expect(problems).toHaveLength(1);
  rmSync(path, { recursive: true });
  await kept.storage.close();
  expect(await found()).toHaveLength(31_000);
});
