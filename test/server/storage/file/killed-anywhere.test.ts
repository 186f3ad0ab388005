import fs, { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesNow, writeFiles } from '../../../support/files-now.js';
import { KeptNumbers } from '../../../support/kept-numbers.js';

// The folder is copied before each step that changes a file, and in the middle of each write: what a kill at that moment leaves.

let folder: string;
let path: string;
let kept: KeptNumbers | undefined;
/** The steps that were seen. */
let steps: string[];
beforeEach(() => {
  steps = [];
  folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
  path = join(folder, 'state.json');
});
afterEach(async () => {
  await kept?.storage.close();
  kept = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** The files at one moment, and the states that a start may find in them. */
interface Moment {
  readonly step: string;
  readonly copy: string;
  readonly allowed: readonly (readonly number[])[];
}

const STEPS = ['openSync', 'fsyncSync', 'ftruncateSync', 'renameSync', 'unlinkSync'] as const;
const HANDLE_STEPS = ['writeFile', 'sync', 'close'] as const;

/** Runs `work`, and collects what a kill at each step would leave. `allowed` says which states count as right at that moment. */
async function momentsOf(work: () => Promise<void>, allowed: () => readonly (readonly number[])[]): Promise<Moment[]> {
  const moments: Moment[] = [];
  const seen = new Set<string>();
  const original = { ...fs };
  const { open, rename } = fs.promises;
  let isCopying = false;
  const record = (step: string): void => {
    if (isCopying) return;
    isCopying = true;
    const files = filesNow(folder);
    const state = JSON.stringify([allowed(), files.map(([name, bytes]) => [name, bytes.toString('latin1')])]);
    steps.push(step.split(' ')[0] ?? '');
    if (!seen.has(state)) {
      const copy = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
      writeFiles(copy, files);
      moments.push({ step, copy, allowed: allowed().map((numbers) => [...numbers]) });
    }
    seen.add(state);
    isCopying = false;
  };
  const before = (step: string, call: (...args: never[]) => unknown) =>
    function (this: unknown, ...args: never[]): unknown {
      record(`${step} ${typeof args[0] === 'string' ? basename(args[0]) : ''}`);
      return call.apply(this, args);
    };
  for (const step of STEPS) Object.assign(fs, { [step]: before(step, original[step] as never) });
  Object.assign(fs, {
    // A kill in the middle of a write, which also shows that a write may take only a part.
    writeSync: (file: number, content: Buffer | string, offset = 0): number => {
      // The lock is none of the files of the state.
      if (typeof content === 'string' && !content.startsWith('{"n":')) return original.writeSync(file, content);
      const bytes = Buffer.from(content);
      record('writeSync');
      return original.writeSync(file, bytes, offset, Math.max(1, (bytes.length - offset) >> 1));
    },
  });
  fs.promises.rename = before('rename', rename as never) as never;
  fs.promises.open = async (...args) => {
    record('open');
    const file: FileHandle = await open(...args);
    for (const step of HANDLE_STEPS) Object.assign(file, { [step]: before(step, file[step].bind(file) as never) });
    return file;
  };
  syncBuiltinESMExports();
  try {
    await work();
    record('the end');
  } finally {
    for (const step of [...STEPS, 'writeSync'] as const) Object.assign(fs, { [step]: original[step] });
    fs.promises.open = open;
    fs.promises.rename = rename;
    syncBuiltinESMExports();
  }
  return moments;
}

async function expectAllRight(moments: readonly Moment[]): Promise<void> {
  for (const { step, copy, allowed } of moments) {
    const problems: string[] = [];
    const kept = await KeptNumbers.open(join(copy, 'state.json'), { onProblem: (problem) => problems.push(problem) });
    const numbers = [...kept.numbers];
    expect(allowed, `${step}: ${readdirSync(copy)}`).toContainEqual(numbers);
    for (const problem of problems) expect(problem).toMatch(/was not written completely/);
    // A start after a kill is interrupted as well, and the next one continues.
    kept.add(1000);
    await kept.storage.close();
    const next = await KeptNumbers.open(join(copy, 'state.json'));
    expect(next.numbers).toEqual([...numbers, 1000]);
    await next.storage.close();
    expect(readdirSync(copy)).toEqual(['state.json']);
    rmSync(copy, { recursive: true });
  }
}

test.each([false, true])(
  'a kill at any step of a life loses no confirmed change and invents none (waiting for the disk: %s)',
  async (isOnDisk) => {
    let allowed: number[][] = [[]];
    const add = async (number: number): Promise<void> => {
      const before = [...(kept?.numbers ?? [])];
      allowed = [before, [...before, number]];
      kept?.add(number);
      await kept?.storage.settled();
      allowed = [[...before, number]];
    };
    const moments = await momentsOf(
      async () => {
        kept = await KeptNumbers.open(path, { isOnDisk }, 3);
        await add(1);
        await add(2);
        // A replacement, and a change while it is in progress.
        allowed = [[1, 2], [7], [7, 8]];
        kept.replaceBy([7]);
        await Promise.resolve();
        await Promise.resolve();
        kept.add(8);
        await kept.storage.settled();
        allowed = [[7, 8]];
        await add(9);
        await kept.storage.close();
        kept = await KeptNumbers.open(path, { isOnDisk }, 3);
        await add(10);
      },
      () => allowed,
    );
    expect(moments.length).toBeGreaterThan(25);
    await expectAllRight(moments);
  },
  120_000,
);

test('a kill at any step of a compaction loses no change that was made before or during it', async () => {
  const first = await KeptNumbers.open(path);
  first.add(1);
  const left = filesNow(folder);
  await first.storage.close();
  rmSync(path);
  writeFiles(folder, left);

  let allowed: number[][] = [[1]];
  const moments = await momentsOf(
    async () => {
      // The start of a state that was killed begins a compaction.
      kept = await KeptNumbers.open(path, {}, 5);
      for (let number = 2; number < 12; number++) {
        allowed = [[...kept.numbers], [...kept.numbers, number]];
        kept.add(number);
        allowed = [[...kept.numbers]];
        await new Promise((resolve) => setImmediate(resolve));
      }
      while (readdirSync(folder).includes('state.json.1.log')) await new Promise((resolve) => setImmediate(resolve));
      await kept.storage.close();
    },
    () => allowed,
  );
  expect(steps).toEqual(expect.arrayContaining(['openSync', 'writeSync', 'open', 'writeFile', 'sync', 'rename', 'unlinkSync']));
  await expectAllRight(moments);
  // Dozens of starts, each of which waits for the disk a few times.
}, 120_000);
