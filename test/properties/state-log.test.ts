import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StateFileError } from '../../src/server/storage/file/state-file-error.js';
import { KeptNumbers } from '../support/kept-numbers.js';

const NUMBERS = Array.from({ length: 12 }, (_, index) => index * 1_000_003);
const RUNS = { numRuns: 150 };

let root: string;
let state: string;
let log: Buffer;
/** Where each line begins, and where the last one ends. */
let starts: number[];
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
  const path = join(root, 'state.json');
  const kept = await KeptNumbers.open(path);
  for (const number of NUMBERS) kept.add(number);
  state = readFileSync(path, 'utf8');
  log = readFileSync(`${path}.1.log`);
  await kept.storage.close();
  starts = [0, ...[...log].flatMap((byte, at) => (byte === 10 ? [at + 1] : []))];
});
afterAll(() => rmSync(root, { recursive: true }));

let folders = 0;
/** The state of a killed process, with this log. */
function stateWith(bytes: Buffer): string {
  const folder = join(root, `f${++folders}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'state.json'), state);
  writeFileSync(join(folder, 'state.json.1.log'), bytes);
  return join(folder, 'state.json');
}

async function opened(path: string): Promise<{ readonly numbers: readonly number[]; readonly problems: readonly string[] }> {
  const problems: string[] = [];
  const kept = await KeptNumbers.open(path, { onProblem: (problem) => problems.push(problem) });
  await kept.storage.close();
  return { numbers: kept.numbers, problems };
}

/** The entries of whole lines before an offset. The first line is the head. */
const entriesBefore = (offset: number): number[] => NUMBERS.slice(0, Math.max(0, starts.filter((start) => start <= offset).length - 2));

test('a log that ends anywhere gives the changes of its whole lines, and an incomplete line is reported', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(log.length), async (length) => {
      const { numbers, problems } = await opened(stateWith(log.subarray(0, length)));
      expect(numbers).toEqual(entriesBefore(length));
      const isWhole = starts.includes(length);
      expect(problems).toEqual(
        isWhole || length < (starts[1] ?? 0)
          ? []
          : [expect.stringMatching(/The last change in .* was not written completely \(\d+ bytes? at byte \d+\)/)],
      );
    }),
    RUNS,
  );
});

test('a log that ends in zeros, as after a power failure, gives the changes before them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...starts.slice(1)), fc.integer({ min: 1, max: 5000 }), async (start, zeros) => {
      const { numbers, problems } = await opened(stateWith(Buffer.concat([log.subarray(0, start), Buffer.alloc(zeros)])));
      expect(numbers).toEqual(entriesBefore(start));
      expect(problems).toHaveLength(1);
    }),
    { numRuns: 20 },
  );
});

test('a changed byte anywhere is refused with the offset of its line, and nothing is lost: the log is kept aside, and what is before it is used', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(log.length - 1), fc.integer({ min: 1, max: 255 }), async (at, difference) => {
      const bytes = Buffer.from(log);
      bytes[at] = (bytes[at] ?? 0) ^ difference;
      await expectRefused(bytes, Math.max(...starts.filter((start) => start <= at)));
    }),
    RUNS,
  );
});

test('a line that is left out, repeated or moved is refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: NUMBERS.length - 1 }),
      fc.constantFrom('left out', 'repeated', 'moved'),
      async (line, what) => {
        const [start = 0, end = 0, after = 0] = starts.slice(line, line + 3);
        const [before, it, next, rest] = [log.subarray(0, start), log.subarray(start, end), log.subarray(end, after), log.subarray(after)];
        const changed = { 'left out': [before, next, rest], repeated: [before, it, it, next, rest], moved: [before, next, it, rest] }[what];
        await expectRefused(Buffer.concat(changed), what === 'repeated' ? end : start);
      },
    ),
    { numRuns: 40 },
  );
});

async function expectRefused(bytes: Buffer, offset: number): Promise<void> {
  const path = stateWith(bytes);
  const error: unknown = await opened(path).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StateFileError);
  expect(String(error)).toContain(`The log ${path}.1.log is damaged at byte ${offset}: `);
  expect(String(error)).toContain(`It was kept as ${path}.1.log.damaged-1.`);
  expect(readFileSync(`${path}.1.log.damaged-1`).equals(bytes)).toBe(true);
  expect((await opened(path)).numbers).toEqual(entriesBefore(offset));
}
