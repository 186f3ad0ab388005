import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { irregularity, realPath } from '../../../src/util/files/real-path.js';
import { writeAtomically } from '../../../src/util/files/write-atomically.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a link stays a link, and its target is written', () => {
  mkdirSync(join(folder, 'there'));
  const target = join(folder, 'there/target.json');
  const link = join(folder, 'link.json');
  writeFileSync(target, 'old');
  symlinkSync('there/target.json', link);
  writeAtomically(link, 'new');
  expect(readlinkSync(link)).toBe('there/target.json');
  expect(readFileSync(target, 'utf8')).toBe('new');
  expect(readdirSync(join(folder, 'there'))).toEqual(['target.json']);
});

test('writing through a link creates a missing target', () => {
  const link = join(folder, 'link.json');
  symlinkSync('target.json', link);
  writeAtomically(link, 'new');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'target.json'), 'utf8')).toBe('new');
});

test('a path that does not exist is returned unchanged', () => {
  expect(realPath(join(folder, 'nothing'))).toBe(join(folder, 'nothing'));
});

// Root may rename a file over it, which breaks the machine for every user.
test.skipIf(process.platform === 'win32')('a device stays a device', () => {
  writeAtomically('/dev/null', 'gone');
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  expect(irregularity('/dev/null')).toBe('a device');
});
