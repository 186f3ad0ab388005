const MINUTE = 60_000;

const ISO = new RegExp(
  [
    String.raw`^(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?`,
    String.raw`(?:[T ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?)?)?`,
    String.raw`(?: ?(Z)| ?([+-])(\d\d):?(\d\d)?)?$`,
  ].join(''),
  'i',
);

/**
 * The instant of a text in ISO 8601, or in one of the common forms that JavaScript reads (`Sep 7, 2016`, `9/7/2016 5:00 PM`,
 * `Wed, 07 Sep 2016 00:01:25 GMT`), as ms since 1970; undefined for any other text. Without an offset, the text is in UTC, not in
 * this machine's zone. The console reads "many common date & time text formats" but doesn't list them, so this selection is assumed.
 */
export function readCommonDate(text: string): number | undefined {
  const match = ISO.exec(text);
  return match === null ? readSpelledDate(text) : readISO(match);
}

function readISO(match: RegExpExecArray): number | undefined {
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = '', , sign, hours, minutes = '00'] = match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const isRealDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  const rest = Number(minute) * MINUTE + Number(second) * 1000 + Math.trunc(Number(`0.${fraction}0`) * 1000);
  const isRealTime = (Number(hour) < 24 || (Number(hour) === 24 && rest === 0)) && Number(minute) < 60 && Number(second) < 60;
  if (!isRealDay || !isRealTime) return undefined;
  const offset = hours === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return date.getTime() + Number(hour) * 60 * MINUTE + rest - offset * MINUTE;
}

const MONTH_NAME = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i;
/** The first number of one or two digits that is not part of a time. */
const SPELLED_DAY = /(?<![\d:])(\d{1,2})(?![\d:])/;
const MONTH_FIRST = /^\d{1,2}\/(\d{1,2})\/\d{4}(?!\d)/;
const YEAR_FIRST = /^\d{4}[-/]\d{1,2}[-/](\d{1,2})(?!\d)/;
const HAS_ZONE = /(?:Z|UTC|GMT|[+-]\d\d:?\d\d|\b[ECMP][SD]T)(?: ?\([^)]*\))?$/i;
const MAX_LENGTH = 100;

function readSpelledDate(text: string): number | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const isSpelled = MONTH_NAME.test(text) && /\b\d{4}\b/.test(text);
  const match = MONTH_FIRST.exec(text) ?? YEAR_FIRST.exec(text) ?? (isSpelled ? SPELLED_DAY.exec(text) : null);
  if (match === null) return undefined;
  const instant = Date.parse(HAS_ZONE.test(text) ? text : `${text} UTC`);
  // JavaScript reads February 30 as March 2.
  const isRealDay = new Date(Date.parse(`${text.replace(HAS_ZONE, '').trim()} UTC`)).getUTCDate() === Number(match[1]);
  return isRealDay && !Number.isNaN(instant) ? instant : undefined;
}
