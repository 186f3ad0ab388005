import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReportID, toOldReportID, toReportID } from '../../../src/emulator/world/report-id.js';

test.each([
  ['R009WqAY45L1', '2080715894610667'],
  ['R00Lza4SDrx4', '4802009598316922'],
])('%s has the decimal id %s', (reportID, old) => {
  expect(toReportID(old)).toBe(reportID);
  expect(toOldReportID(reportID)).toBe(old);
});

test('reads an id in either format', () => {
  expect([readReportID('R009WqAY45L1'), readReportID('2080715894610667')]).toEqual(['R009WqAY45L1', 'R009WqAY45L1']);
});

test.each(['', 'R009WqAY45L', 'R009WqAY45L12', 'r009WqAY45L1', 'R009WqAY45L-', '-1', '1.5', '12345678901234567890'])(
  '%j is not a report id',
  (text) => {
    expect(readReportID(text)).toBeUndefined();
  },
);

test('converts an id to its decimal id and back', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 62n ** 11n - 1n), (old) => {
      expect(toOldReportID(toReportID(String(old)))).toBe(String(old));
    }),
  );
});
