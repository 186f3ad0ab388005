import { expect, test } from 'vitest';
import { readLines, toFirstLine, toLine } from '../../../../src/server/storage/file/log-lines.js';

const START = { sequence: 7, sum: 0 };

/** The bytes of a log with these entries, and what is read from it. */
function written(entries: readonly string[]) {
  const first = toFirstLine(START, '{"format":1}');
  const lines = [Buffer.from(first.bytes)];
  let { position } = first;
  for (const entry of entries) {
    const line = toLine(position, entry);
    lines.push(Buffer.from(line.bytes));
    ({ position } = line);
  }
  const bytes = Buffer.concat(lines);
  return { text: bytes.toString('utf8'), read: [...readLines(bytes)].slice(1).map(({ json }) => json), position };
}

test.each([
  ['of one letter', 1],
  ['that just fits into the memory for short lines', 5432],
  ['that just does not', 5433],
  ['that is long', 400_000],
])('an entry %s is read as it was written, also next to short ones', (_, length) => {
  const entries = ['{"a":1}', JSON.stringify('€'.repeat(length)), JSON.stringify('x'.repeat(length)), '{"b":"😀"}'];
  expect(written(entries).read).toEqual(entries);
});

test('a line says its number, the length of its entry in bytes, and a checksum of eight digits', () => {
  expect(written(['{"name":"Zoë"}']).text.split('\n')[1]).toMatch(/^\{"n":8,"bytes":15,"crc":"[0-9a-f]{8}","entry":\{"name":"Zoë"\}\}$/);
});

test('the same entry after another entry has another checksum', () => {
  const { text } = written(['{"a":1}', '{"a":1}']);
  const [, first, second] = text.split('\n').map((line) => /"crc":"(\w+)"/.exec(line)?.[1]);
  expect(first).not.toBe(second);
});
