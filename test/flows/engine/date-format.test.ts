import { expect, test } from 'vitest';
import { formatDate } from '../../../src/flows/engine/date-format.js';
import { readDate } from '../../../src/flows/engine/date-read.js';

const AFTER_MIDNIGHT = Date.parse('2016-09-07T00:01:25.670Z');
const AFTERNOON = Date.parse('2016-09-07T16:01:25.670Z');
const clock = { now: () => Date.parse('2026-01-31T09:00:00Z') };

test.each([
  [AFTER_MIDNIGHT, 'M/D/Y', 'America/Pacific', '9/6/2016'],
  [AFTERNOON, 'h:mm a z', 'US/Pacific', '9:01 am PDT'],
  [AFTERNOON, 'D-MMM-YY HH:mm:ss.S z', 'US/Pacific', '7-Sep-16 09:01:25.6 PDT'],
  [AFTERNOON, 'dddd, MMMM D, Y', 'America/Pacific', 'Wednesday, September 7, 2016'],
  [AFTERNOON, 'hh:mm a', 'UTC', '04:01 pm'],
  [AFTERNOON, 'Z d', 'US/Pacific', '-07:00 3'],
  [AFTERNOON, 'YYYY-MM-DDTHH:mm:ss[Z]', 'UTC', '2016-09-07T16:01:25Z'],
  [AFTERNOON, '[at] H [o]k', 'UTC', 'at 16 o16'],
  [AFTERNOON, 'x X', 'UTC', '1473264085670 1473264085'],
  [AFTERNOON, '', 'UTC', ''],
])('%j by %s in %s is %s', (instant, format, zone, expected) => {
  expect(formatDate(instant, format, zone)).toBe(expected);
});

test.each([
  ['YYYY-MM-dd of', "Unknown code 'o' in the date format 'YYYY-MM-dd of'. Put fixed text in brackets: [o]."],
  ['yyyy-MM-DD', "Unknown code 'yyyy' in the date format 'yyyy-MM-DD'. Did you mean 'YYYY'?"],
  ['DD.MM.YYYY V', "Unknown code 'V' in the date format 'DD.MM.YYYY V'. Put fixed text in brackets: [V]."],
  ['M'.repeat(1001), 'The date format has 1001 characters; the maximum is 1000. Shorten it.'],
])('the format %s is an error that names the unknown part', (format, message) => {
  expect(() => formatDate(0, format, 'UTC')).toThrow(expect.objectContaining({ name: 'CardError', message }));
  expect(() => readDate('2026', format, 'UTC', clock)).toThrow(message);
});

test.each([
  ['31.01.2026 08:15', 'DD.MM.YYYY HH:mm', 'Europe/Berlin', '2026-01-31T07:15:00.000Z'],
  ['7-Sep-16 09:01:25.6', 'D-MMM-YY HH:mm:ss.S', 'US/Pacific', '2016-09-07T16:01:25.600Z'],
  ['9/6/2016', 'M/D/Y', 'UTC', '2016-09-06T00:00:00.000Z'],
  ['1473206485670', 'x', 'Asia/Tokyo', '2016-09-07T00:01:25.670Z'],
  ['1473206485', 'X', 'Asia/Tokyo', '2016-09-07T00:01:25.000Z'],
  ['at 1473206485', '[at] X', 'Asia/Tokyo', '2016-09-07T00:01:25.000Z'],
  ['2/1', 'D/M', 'UTC', '2026-01-02T00:00:00.000Z'],
  ['17:30', 'HH:mm', 'UTC', '2026-01-31T17:30:00.000Z'],
  ['2016-09-07T02:01:25+02:00', 'YYYY-MM-DDTHH:mm:ssZ', 'US/Pacific', '2016-09-07T00:01:25.000Z'],
])('%s by %s in %s is %s', (text, format, zone, expected) => {
  expect(new Date(readDate(text, format, zone, clock)).toISOString()).toBe(expected);
});

test.each([
  ['soon', 'DD.MM.YYYY'],
  ['', 'DD.MM.YYYY'],
  ['30.02.2026', 'DD.MM.YYYY'],
  ['Mon 31.01.2026', 'ddd DD.MM.YYYY'],
  ['pm', 'a'],
  ['99999999999999999', 'x'],
])('%j is not a date of the form %s', (text, format) => {
  expect(() => readDate(text, format, 'UTC', clock)).toThrow(`Invalid type conversion: '${text}' is not a date of the form ${format}`);
});
