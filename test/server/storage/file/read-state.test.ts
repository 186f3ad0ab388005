import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readSnapshotInSteps } from '../../../../src/emulator/snapshot.js';
import type { Work } from '../../../../src/runtime/slices.js';
import { toFirstLine } from '../../../../src/server/storage/file/log-lines.js';
import { readStateFile } from '../../../../src/server/storage/file/read-state-file.js';
import { recover } from '../../../../src/server/storage/file/recover.js';
import { StateFileError } from '../../../../src/server/storage/file/state-file-error.js';
import { KeptNumbers } from '../../../support/kept-numbers.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
  path = join(folder, 'state.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const reading = (restore: (document: unknown) => void) => ({
  // biome-ignore lint/correctness/useYield: a short state has no pauses
  *snapshot(document: unknown): Work<void> {
    restore(document);
  },
});
const refuse = (): void => {
  throw new Error('nothing is to be restored');
};
const read = (restore: (document: unknown) => void = () => {}) => readStateFile(path, reading(restore));

test('a missing file means that there is no state', async () => {
  expect(await read(refuse)).toEqual({ kind: 'none' });
});

test.each(['', '\n'])('a file with the content %j counts as no state yet', async (text) => {
  writeFileSync(path, text);
  expect(await read(refuse)).toEqual({ kind: 'none' });
  expect(readdirSync(folder)).toEqual(['state.json']);
});

test('a state of an earlier version, without a log, is read', async () => {
  writeFileSync(path, '{"version":1,"name":"Zürich 🧾"}');
  const restored = vi.fn();
  expect(await read(restored)).toEqual({ kind: 'snapshot' });
  expect(restored).toHaveBeenCalledWith({ version: 1, name: 'Zürich 🧾' });
});

test.each(['{"version":1,', '\u0000\u0000'])('a file with the content %j is moved aside and reported', async (text) => {
  writeFileSync(path, text);
  await expect(read()).rejects.toThrow(StateFileError);
  expect(readdirSync(folder)).toEqual(['state.json.damaged-1']);
  expect(readFileSync(`${path}.damaged-1`, 'utf8')).toBe(text);
});

test.each(['null and void', '{"name":"my-project"}', '# a seed\ncompanies: []'])(
  'a file with the content %j is not a state file, and is left unchanged',
  async (text) => {
    writeFileSync(path, text);
    await expect(read(refuse)).rejects.toThrow(/is not a state file; it was left unchanged\. Choose another file with --state\.$/);
    expect(readFileSync(path, 'utf8')).toBe(text);
  },
);

test('a state that cannot be restored is moved aside, and the report says why and where to', async () => {
  writeFileSync(path, '{"version":1}');
  const restore = (): void => {
    throw new Error('it needs version 1');
  };
  await expect(read(restore)).rejects.toThrow(
    `The state file ${path} is damaged (it needs version 1). It was moved to ${path}.damaged-1. Start again to begin from the seed.`,
  );
});

test('an older damaged file is never overwritten', async () => {
  for (const text of ['{"version":1', '{"version":2', '{"version":3']) {
    writeFileSync(path, text);
    await expect(read()).rejects.toThrow(StateFileError);
  }
  expect(readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual([
    '{"version":1',
    '{"version":2',
    '{"version":3',
  ]);
});

test('a folder at the path of the file is reported and left unchanged', async () => {
  mkdirSync(path);
  await expect(read()).rejects.toThrow(`Can't read the state file ${path}`);
  expect(statSync(path).isDirectory()).toBe(true);
});

test('a file from a newer version is refused with a message that names it, and left unchanged', async () => {
  writeFileSync(path, '{"version":3,"shards":[]}');
  const message = `The state file ${path} was written by a newer version of expensify-emulator (format 3) and was left unchanged. Upgrade, or choose another file with --state.`;
  await expect(
    readStateFile(path, {
      *snapshot(document) {
        yield* readSnapshotInSteps(document);
      },
    }),
  ).rejects.toThrow(new StateFileError(message));
  expect(readdirSync(folder)).toEqual(['state.json']);
});

/** The log of a killed process with one change. */
async function killedLog(): Promise<{ readonly log: string; readonly text: string }> {
  const kept = await KeptNumbers.open(path);
  kept.add(1);
  const log = `${path}.1.log`;
  const [state, text] = [path, log].map((file) => readFileSync(file, 'utf8'));
  await kept.storage.close();
  writeFileSync(path, state ?? '');
  return { log, text: text ?? '' };
}

test('a log from a newer version is refused with a message that names it, and everything is left unchanged', async () => {
  const { log } = await killedLog();
  const newer = toFirstLine({ sequence: 0, sum: 0 }, '{"format":2,"anything":"new"}').bytes.toString();
  writeFileSync(log, newer);
  await expect(KeptNumbers.open(path)).rejects.toThrow(
    `The log ${log} was written by a newer version of expensify-emulator (format 2) and was left unchanged.`,
  );
  expect(readFileSync(log, 'utf8')).toBe(newer);
  expect(readdirSync(folder).sort()).toEqual(['state.json', 'state.json.1.log']);
});

test('a damaged first line is not taken for that of a newer version', async () => {
  const { log, text } = await killedLog();
  const damaged = text.replace('"format":1', '"format":3');
  writeFileSync(log, damaged);
  await expect(KeptNumbers.open(path)).rejects.toThrow(`The log ${log} is damaged at byte 0: `);
  expect(readFileSync(`${log}.damaged-1`, 'utf8')).toBe(damaged);
});

test('temporary files of a killed write are removed at the next start, and no other files', async () => {
  for (const name of ['state.json.123.tmp', 'state.json.parts-1.123.tmp', 'other.json.123.tmp', 'state.json.damaged-1'])
    writeFileSync(join(folder, name), '{');
  await recover(path, { ...reading(refuse), entry: refuse }, refuse);
  expect(readdirSync(folder).sort()).toEqual(['other.json.123.tmp', 'state.json.damaged-1']);
});

test('a state whose file was removed begins anew, and its log is moved aside with a report', async () => {
  const kept = await KeptNumbers.open(path);
  kept.add(1);
  const log = readFileSync(`${path}.1.log`, 'utf8');
  await kept.storage.close();
  rmSync(path);
  writeFileSync(`${path}.1.log`, log);
  const problems: string[] = [];
  const next = await KeptNumbers.open(path, { onProblem: (problem) => problems.push(problem) });
  expect(next.numbers).toEqual([]);
  expect(problems).toEqual([expect.stringContaining(`The log ${path}.1.log does not belong to ${path}`)]);
  expect(readFileSync(`${path}.1.log.damaged-1`, 'utf8')).toBe(log);
  await next.storage.close();
});

test('a state whose log was removed is used as it is, with a report', async () => {
  const kept = await KeptNumbers.open(path);
  kept.add(1);
  const state = readFileSync(path, 'utf8');
  await kept.storage.close();
  writeFileSync(path, state);
  const problems: string[] = [];
  const next = await KeptNumbers.open(path, { onProblem: (problem) => problems.push(problem) });
  expect(problems).toEqual([expect.stringContaining(`The log ${path}.1.log is missing`)]);
  await next.storage.close();
});
