import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDataFile } from '../../src/cli/read-data-file.js';

function file(name: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'data-file-')), name);
  writeFileSync(path, text);
  return path;
}

test.each([
  ['a.yaml', 'a: [1]', { a: [1] }],
  ['a.json', '{"a": [1]}', { a: [1] }],
  ['empty.yaml', '', null],
])('%s is read as plain data', async (name, text, expected) => {
  expect(await readDataFile(file(name, text))).toEqual(expected);
});

test.each([
  ['a.yaml', 'a: [b\n', /a\.yaml: this is not valid YAML: The indentation or a closing bracket is wrong at line 2, column 1\.$/],
  ['a.json', '$ flow event\n{\n  "a": 1\n}', /a\.json: this is not valid JSON: Text that is not key: value at line 1, column 1\.$/],
])('%s that is not valid is refused with the place', async (name, text, expected) => {
  await expect(readDataFile(file(name, text))).rejects.toThrow(expected);
});

test('YAML that would take minutes is refused, and JSON of the same size is read', async () => {
  const items = 1_100_000;
  await expect(readDataFile(file('many.yaml', '- card: x\n'.repeat(items)))).rejects.toThrow(/too large for YAML \(at most 10 MB\)/);
  expect(await readDataFile(file('many.json', `[${'{"a":"x"},'.repeat(items)}1]`))).toHaveLength(items + 1);
});
