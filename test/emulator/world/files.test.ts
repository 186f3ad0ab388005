import { expect, test } from 'vitest';
import { createCompany } from '../../../src/emulator/world/company.js';
import { addFiles, findFile, MAX_FILE_BYTES, type NewFile } from '../../../src/emulator/world/files.js';
import { atOnce } from '../../../src/runtime/slices.js';

const NOW = Date.parse('2026-01-31T09:00:00Z');
const DAY = 24 * 60 * 60 * 1000;

const file = (name: string, bytes = 1): NewFile => ({
  name,
  fileSystem: 'integrationServer',
  accountID: 7,
  contentType: 'text/csv',
  content: new Uint8Array(bytes),
});

/** A company without files, and a function that adds files. */
function shelf() {
  const { company, rows } = createCompany({ id: 'acme', name: 'Acme' });
  const add = (files: readonly NewFile[], now = NOW): void => atOnce(addFiles(rows, files, now));
  return { add, names: () => Array.from(company.files.values(), ({ name }) => name), find: findOf(company) };
}

const findOf =
  (company: Parameters<typeof findFile>[0]) =>
  (name: string, now = NOW, accountID = 7): string | undefined =>
    findFile(company, { name, fileSystem: 'integrationServer', accountID }, now)?.name;

test('a file exists for thirty days', () => {
  const { add, find } = shelf();
  add([file('a.csv')]);
  expect(find('a.csv', NOW + 30 * DAY - 1000)).toBe('a.csv');
  expect(find('a.csv', NOW + 30 * DAY)).toBeUndefined();
});

test('expired files are removed when others are added', () => {
  const { add, names } = shelf();
  add([file('old.csv')]);
  add([file('new.csv')], NOW + 30 * DAY);
  expect(names()).toEqual(['new.csv']);
});

test('keeps a thousand files and removes the oldest', () => {
  const { add, names } = shelf();
  add(Array.from({ length: 1000 }, (_, index) => file(`${index}.csv`)));
  add([file('a.csv'), file('b.csv')]);
  expect(names()).toHaveLength(1000);
  expect(names().slice(0, 1)).toEqual(['2.csv']);
  expect(names().slice(-2)).toEqual(['a.csv', 'b.csv']);
});

test('keeps 32 MiB of files, removes the oldest and keeps the newest', () => {
  const { add, names } = shelf();
  add([file('a.csv', 1), file('b.csv', MAX_FILE_BYTES / 2)]);
  add([file('c.csv', MAX_FILE_BYTES / 2)]);
  expect(names()).toEqual(['b.csv', 'c.csv']);
});

test('removes a small file that is older than a removed large file', () => {
  const { add, names } = shelf();
  add([file('tiny.csv', 1), file('large.csv', MAX_FILE_BYTES)]);
  expect(names()).toEqual(['large.csv']);
});

test('only its account can find a file', () => {
  const { add, find } = shelf();
  add([file('a.csv')]);
  expect([find('a.csv', NOW, 7), find('a.csv', NOW, 8), find('toString')]).toEqual(['a.csv', undefined, undefined]);
});
