import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readSnapshotInSteps } from '../../../src/emulator/snapshot.js';
import { atOnce, type Work } from '../../../src/runtime/slices.js';
import { readStateFile, StateFileError } from '../../../src/server/storage/state-file.js';
import { StateSaver } from '../../../src/server/storage/state-saver.js';

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

/** A saver of a state that is written at once. */
function createStateFile(file: string, state: () => unknown, report: (problem: string) => void, isOurs?: () => boolean): StateSaver {
  // biome-ignore lint/correctness/useYield: a short state has no pauses
  const write = function* (emit: (text: string) => void): Work<void> {
    emit(JSON.stringify(state()));
  };
  return new StateSaver(file, write, report, isOurs);
}

const refuseReports = (problem: string): void => {
  throw new Error(problem);
};

test('a burst of changes is written once, with the latest state', () => {
  let state = 0;
  const read = vi.fn(() => ({ state }));
  const file = createStateFile(path, read, refuseReports);
  for (state = 1; state < 100; state++) file.changed();
  vi.runAllTimers();
  expect(read).toHaveBeenCalledTimes(1);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ state: 100 });
});

test('nothing is written without a change', () => {
  createStateFile(path, () => ({}), refuseReports).flush();
  vi.runAllTimers();
  expect(existsSync(path)).toBe(false);
});

test('a flush writes at once, and leaves nothing to write', () => {
  const read = vi.fn(() => ({ state: 1 }));
  const file = createStateFile(path, read, refuseReports);
  file.changed();
  file.flush();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ state: 1 });
  vi.runAllTimers();
  file.flush();
  expect(read).toHaveBeenCalledTimes(1);
});

test('only the owner may read the file, and no other files are left next to it', () => {
  const file = createStateFile(path, () => ({}), refuseReports);
  file.changed();
  file.flush();
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['state.json']);
});

test('a missing file means that there is no state', () => {
  expect(readStateFile(path, refuseReports as (state: unknown) => void)).toBe('none');
});

test('a written state is restored', () => {
  const file = createStateFile(path, () => ({ name: 'Zürich 🧾' }), refuseReports);
  file.changed();
  file.flush();
  const restored = vi.fn();
  expect(readStateFile(path, restored)).toBe('restored');
  expect(restored).toHaveBeenCalledWith({ name: 'Zürich 🧾' });
});

test.each(['', '\n'])('a file with the content %j counts as no state yet', (text) => {
  writeFileSync(path, text);
  expect(readStateFile(path, refuseReports as (state: unknown) => void)).toBe('none');
  expect(readdirSync(folder)).toEqual(['state.json']);
});

test('a file that another process may be using is not written, and the reason is reported once', () => {
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

test.each(['{"version":1,', '\u0000\u0000'])('a file with the content %j is moved aside and reported', (text) => {
  writeFileSync(path, text);
  expect(() => readStateFile(path, () => {})).toThrow(StateFileError);
  expect(existsSync(path)).toBe(false);
  expect(readFileSync(`${path}.damaged-1`, 'utf8')).toBe(text);
});

test.each(['null and void', '{"name":"my-project"}', '# a seed\ncompanies: []'])(
  'a file with the content %j is not a state file, and is left unchanged',
  (text) => {
    writeFileSync(path, text);
    const restore = (): void => {
      throw new Error('no snapshot');
    };
    expect(() => readStateFile(path, restore)).toThrow(/is not a state file; it was left unchanged\. Choose another file with --state\.$/);
    expect(readFileSync(path, 'utf8')).toBe(text);
  },
);

test('a state that cannot be restored is moved aside, and the report says why and where to', () => {
  writeFileSync(path, '{"version":1}');
  const restore = (): void => {
    throw new Error('it needs version 1');
  };
  expect(() => readStateFile(path, restore)).toThrow(
    `The state file ${path} is damaged (it needs version 1). It was moved to ${path}.damaged-1. Start again to begin from the seed.`,
  );
});

test('an older damaged file is never overwritten', () => {
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

test('a folder at the path of the file is reported and left unchanged', () => {
  mkdirSync(path);
  expect(() => readStateFile(path, () => {})).toThrow(`Can't read the state file ${path}`);
  expect(statSync(path).isDirectory()).toBe(true);
});

test('a file that cannot be written is reported, and written as soon as possible', () => {
  const reports: string[] = [];
  const missing = join(folder, 'missing');
  const file = createStateFile(
    join(missing, 'state.json'),
    () => ({ state: 1 }),
    (problem) => reports.push(problem),
  );
  file.changed();
  vi.advanceTimersByTime(200);
  expect(reports).toEqual([expect.stringContaining(`Can't write the state file ${join(missing, 'state.json')}`)]);
  mkdirSync(missing);
  file.flush();
  expect(JSON.parse(readFileSync(join(missing, 'state.json'), 'utf8'))).toEqual({ state: 1 });
});

test('a failed write leaves the old file intact and no other files', () => {
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

test('a failed flush is repeated by the next one', () => {
  const missing = join(folder, 'missing');
  const file = createStateFile(join(missing, 'state.json'), () => ({ state: 1 }), refuseReports);
  file.changed();
  expect(() => file.flush()).toThrow(StateFileError);
  mkdirSync(missing);
  file.flush();
  expect(existsSync(join(missing, 'state.json'))).toBe(true);
});

test('a file that cannot be written is reported as a problem until a save works, which is retried without another change', () => {
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
  expect(file.problem()).toContain("Can't write");
  expect(reports).toHaveLength(1);
  mkdirSync(missing);
  vi.advanceTimersByTime(5_000);
  expect(file.problem()).toBeUndefined();
  expect(JSON.parse(readFileSync(join(missing, 'state.json'), 'utf8'))).toEqual({ state: 1 });
  vi.runAllTimers();
  expect(reports).toHaveLength(1);
});

test('a file from a newer version is refused with a message that names it, and left unchanged', () => {
  writeFileSync(path, '{"version":2,"shards":[]}');
  const message = `The state file ${path} was written by a newer version of expensify-emulator (format 2) and was left unchanged. Upgrade, or choose another file with --state.`;
  expect(() => readStateFile(path, (snapshot) => atOnce(readSnapshotInSteps(snapshot)))).toThrow(new StateFileError(message));
  expect(readdirSync(folder)).toEqual(['state.json']);
});

test('temporary files of a killed write are removed at the next start, and no other files', () => {
  for (const name of ['state.json.123.tmp', 'other.json.123.tmp', 'state.json.damaged-1']) writeFileSync(join(folder, name), '{');
  readStateFile(path, () => {});
  expect(readdirSync(folder).sort()).toEqual(['other.json.123.tmp', 'state.json.damaged-1']);
});
