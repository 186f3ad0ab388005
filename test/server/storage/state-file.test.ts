import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readSnapshotInSteps } from '../../../src/emulator/snapshot.js';
import { atOnce } from '../../../src/runtime/slices.js';
import { createStateFile, readStateFile, StateFileError } from '../../../src/server/storage/state-file.js';

let folder: string;
let path: string;
beforeEach(() => {
  vi.useFakeTimers();
  folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
  path = join(folder, 'state.json');
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

const refuseReports = (problem: string): void => {
  throw new Error(problem);
};

test('a burst of changes is written once, with the last state', () => {
  let state = 0;
  const read = vi.fn(() => ({ state }));
  const file = createStateFile(path, read, refuseReports);
  for (state = 1; state < 100; state++) file.changed();
  vi.runAllTimers();
  expect(read).toHaveBeenCalledTimes(1);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ state: 100 });
});

test('without a change nothing is written', () => {
  createStateFile(path, () => ({}), refuseReports).flush();
  vi.runAllTimers();
  expect(existsSync(path)).toBe(false);
});

test('a flush writes at once, and nothing is left to write', () => {
  const read = vi.fn(() => ({ state: 1 }));
  const file = createStateFile(path, read, refuseReports);
  file.changed();
  file.flush();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ state: 1 });
  vi.runAllTimers();
  file.flush();
  expect(read).toHaveBeenCalledTimes(1);
});

test('only the owner may read the file, and nothing else lies beside it', () => {
  const file = createStateFile(path, () => ({}), refuseReports);
  file.changed();
  file.flush();
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['state.json']);
});

test('a file that is not there is no state', () => {
  expect(readStateFile(path, refuseReports as (state: unknown) => void)).toBe('none');
});

test('what was written is restored', () => {
  const file = createStateFile(path, () => ({ name: 'Zürich 🧾' }), refuseReports);
  file.changed();
  file.flush();
  const restored = vi.fn();
  expect(readStateFile(path, restored)).toBe('restored');
  expect(restored).toHaveBeenCalledWith({ name: 'Zürich 🧾' });
});

test.each(['', '\n'])('a file that holds %j is no state yet', (text) => {
  writeFileSync(path, text);
  expect(readStateFile(path, refuseReports as (state: unknown) => void)).toBe('none');
  expect(readdirSync(folder)).toEqual(['state.json']);
});

test('a file that another process may have by now is not written, and the reason is told once', () => {
  let isOurs = true;
  const report = vi.fn();
  const file = createStateFile(
    path,
    () => ({ state: 'ours' }),
    report,
    () => isOurs,
  );
  isOurs = false;
  file.changed();
  vi.advanceTimersByTime(60_000);
  expect(report.mock.calls).toEqual([[expect.stringMatching(/state\.json is no longer saved: its lock .*state\.json\.lock was removed/)]]);
  expect(file.problem()).toBe(report.mock.calls[0]?.[0]);
  expect(() => file.flush()).toThrow('is no longer saved');
  expect(existsSync(path)).toBe(false);
});

test.each(['{"version":1,', '\u0000\u0000'])('a file that holds %j is kept aside and reported', (text) => {
  writeFileSync(path, text);
  expect(() => readStateFile(path, () => {})).toThrow(StateFileError);
  expect(existsSync(path)).toBe(false);
  expect(readFileSync(`${path}.damaged-1`, 'utf8')).toBe(text);
});

test.each(['null and void', '{"name":"my-project"}', '# a seed\ncompanies: []'])(
  'a file that holds %j is somebody else’s, and is left alone',
  (text) => {
    writeFileSync(path, text);
    const restore = (): void => {
      throw new Error('no snapshot');
    };
    expect(() => readStateFile(path, restore)).toThrow(/is not a state file; it was left unchanged\. Choose another file with --state\.$/);
    expect(readFileSync(path, 'utf8')).toBe(text);
  },
);

test('a state that cannot be restored is kept aside, and the report says why and where', () => {
  writeFileSync(path, '{"version":1}');
  const restore = (): void => {
    throw new Error('it needs version 1');
  };
  expect(() => readStateFile(path, restore)).toThrow(
    `The state file ${path} is damaged (it needs version 1). It is kept as ${path}.damaged-1; start again to begin from the seed.`,
  );
});

test('an earlier damaged file is never overwritten', () => {
  for (const text of ['{"version":1', '{"version":2', '{"version":3']) {
    writeFileSync(path, text);
    expect(() => readStateFile(path, () => {})).toThrow(StateFileError);
  }
  expect(readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual([
    '{"version":1',
    '{"version":2',
    '{"version":3',
  ]);
});

test('a folder in the place of the file is reported and stays', () => {
  mkdirSync(path);
  expect(() => readStateFile(path, () => {})).toThrow(`The state file ${path} cannot be read`);
  expect(statSync(path).isDirectory()).toBe(true);
});

test('a file that cannot be written is reported, and written as soon as it can be', () => {
  const reports: string[] = [];
  const missing = join(folder, 'missing');
  const file = createStateFile(
    join(missing, 'state.json'),
    () => ({ state: 1 }),
    (problem) => reports.push(problem),
  );
  file.changed();
  vi.advanceTimersByTime(200);
  expect(reports).toEqual([expect.stringContaining(`The state file ${join(missing, 'state.json')} cannot be written`)]);
  mkdirSync(missing);
  file.flush();
  expect(JSON.parse(readFileSync(join(missing, 'state.json'), 'utf8'))).toEqual({ state: 1 });
});

test('a failed write leaves the old file whole and no other behind', () => {
  const file = createStateFile(
    path,
    () => {
      throw new Error('no state');
    },
    () => {},
  );
  writeFileSync(path, 'old');
  chmodSync(path, 0o400);
  file.changed();
  expect(() => file.flush()).toThrow('no state');
  expect(readdirSync(folder)).toEqual(['state.json']);
  expect(readFileSync(path, 'utf8')).toBe('old');
});

test('a flush that fails is tried again by the next one', () => {
  const missing = join(folder, 'missing');
  const file = createStateFile(join(missing, 'state.json'), () => ({ state: 1 }), refuseReports);
  file.changed();
  expect(() => file.flush()).toThrow(StateFileError);
  mkdirSync(missing);
  file.flush();
  expect(existsSync(join(missing, 'state.json'))).toBe(true);
});

test('a file that cannot be written is a problem until a save works, which is tried without another change', () => {
  const reports: string[] = [];
  const missing = join(folder, 'missing');
  const file = createStateFile(
    join(missing, 'state.json'),
    () => ({ state: 1 }),
    (problem) => reports.push(problem),
  );
  expect(file.problem()).toBeUndefined();
  file.changed();
  vi.advanceTimersByTime(20_000);
  expect(file.problem()).toContain('cannot be written');
  expect(reports).toHaveLength(1);
  mkdirSync(missing);
  vi.advanceTimersByTime(5_000);
  expect(file.problem()).toBeUndefined();
  expect(JSON.parse(readFileSync(join(missing, 'state.json'), 'utf8'))).toEqual({ state: 1 });
  vi.runAllTimers();
  expect(reports).toHaveLength(1);
});

test('a file that a newer version wrote is refused by name and left as it is', () => {
  writeFileSync(path, '{"version":2,"shards":[]}');
  const message = `The state file ${path} was written by a newer version of expensify-emulator (format 2) and was left unchanged. Upgrade, or choose another file with --state.`;
  expect(() => readStateFile(path, (snapshot) => atOnce(readSnapshotInSteps(snapshot)))).toThrow(new StateFileError(message));
  expect(readdirSync(folder)).toEqual(['state.json']);
});

test('what a write left that was killed half way is cleared at the next start, and nothing else', () => {
  for (const name of ['state.json.123.tmp', 'other.json.123.tmp', 'state.json.damaged-1']) writeFileSync(join(folder, name), '{');
  readStateFile(path, () => {});
  expect(readdirSync(folder).sort()).toEqual(['other.json.123.tmp', 'state.json.damaged-1']);
});
