import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { STEPS_IN_A_SLICE, type Work } from '../../../src/runtime/slices.js';
import { StateSaver } from '../../../src/server/storage/state-saver.js';
import { until } from '../../support/until.js';

// States that take longer than a slice, which are saved in the background.

let folder: string;
let path: string;
let state: number;
let slices: number;
/** The save waits before its end. */
let isHeld: boolean;
const problems: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
  path = join(folder, 'state.json');
  state = 1;
  slices = 0;
  isHeld = false;
  problems.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const saver = (isOurs?: () => boolean) => new StateSaver(path, writeLong, (problem) => problems.push(problem), isOurs);

/** Shows the state of its first step, as a snapshot does. */
function* writeLong(emit: (text: string) => void): Work<void> {
  const shown = state;
  emit(`[${shown}`);
  for (let slice = 0; slice < 20; slice++) {
    slices++;
    yield STEPS_IN_A_SLICE;
    emit(`,${shown}`);
  }
  while (isHeld) yield STEPS_IN_A_SLICE;
  emit(']');
}

const saved = (): number[] => JSON.parse(readFileSync(path, 'utf8'));
const isSaved = (): boolean => readdirSync(folder).includes('state.json');
const whole = (value: number): number[] => Array(21).fill(value);

test('a large state is saved slice by slice, and no other files are left', async () => {
  const file = saver();
  file.changed();
  await until(isSaved).toBe(true);
  expect(saved()).toEqual(whole(1));
  expect(readdirSync(folder)).toEqual(['state.json']);
  expect(file.problem()).toBeUndefined();
});

test('the old file stays until the new one is complete, and a change during a save is saved by the next one', async () => {
  writeFileSync(path, '[0]');
  const file = saver();
  isHeld = true;
  file.changed();
  await until(() => slices > 0).toBe(true);
  expect(saved()).toEqual([0]);
  state = 2;
  file.changed();
  isHeld = false;
  await until(() => saved().length > 1).toBe(true);
  expect(saved()).toEqual(whole(1));
  await until(() => saved()[0] === 2).toBe(true);
  expect(saved()).toEqual(whole(2));
});

test('a flush during a save writes the latest state at once, and ends the save', async () => {
  const file = saver();
  isHeld = true;
  file.changed();
  await until(() => slices > 0).toBe(true);
  state = 2;
  isHeld = false;
  file.flush();
  expect(saved()).toEqual(whole(2));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(saved()).toEqual(whole(2));
  expect(readdirSync(folder)).toEqual(['state.json']);
});

test('a save that is discarded leaves the old file', async () => {
  writeFileSync(path, '[0]');
  const file = saver();
  isHeld = true;
  file.changed();
  await until(() => slices > 0).toBe(true);
  file.discard();
  isHeld = false;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(saved()).toEqual([0]);
  expect(readdirSync(folder)).toEqual(['state.json']);
  expect(problems).toEqual([]);
});

test('a lock that is lost during a save leaves the old file, and is reported', async () => {
  writeFileSync(path, '[0]');
  let isOurs = true;
  const file = saver(() => isOurs);
  isHeld = true;
  file.changed();
  await until(() => slices > 0).toBe(true);
  isOurs = false;
  isHeld = false;
  await until(() => problems.length > 0).toBe(true);
  expect(problems).toEqual([expect.stringMatching(/state\.json is no longer saved: its lock/)]);
  expect(saved()).toEqual([0]);
  expect(readdirSync(folder)).toEqual(['state.json']);
  file.discard();
});

test('a folder that is gone is reported once, and the state is saved once it is back', async () => {
  const away = join(folder, 'away');
  const file = new StateSaver(join(away, 'state.json'), writeLong, (problem) => problems.push(problem));
  file.changed();
  await until(() => problems.length > 0).toBe(true);
  expect(problems).toEqual([expect.stringContaining(`Can't write the state file ${join(away, 'state.json')}`)]);
  expect(file.problem()).toBe(problems[0]);
  mkdirSync(away);
  file.changed();
  await until(() => file.problem()).toBeUndefined();
  expect(JSON.parse(readFileSync(join(away, 'state.json'), 'utf8'))).toEqual(whole(1));
  expect(problems).toHaveLength(1);
});
