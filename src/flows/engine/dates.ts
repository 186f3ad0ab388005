import dayjs, { type Dayjs, type ManipulateType } from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { CardError, conversionError } from './errors.js';

// The cards take format tokens as moment.js has them, and dayjs has the same.
dayjs.extend(utc);
dayjs.extend(timezone);
dayjs.extend(customParseFormat);

/** A date in a named time zone, e.g. `Europe/Berlin`. */
export function inZone(value: unknown, zone: string): Dayjs {
  return parseDate(value).tz(assertZone(zone));
}

const CALENDAR_UNITS = new Set(['days', 'weeks', 'months', 'years']);

/**
 * A date so much later, or earlier. Days and longer units keep the time of day in the zone, also where summer time begins
 * in between: dayjs alone would shift by fixed hours.
 */
export function shiftInZone(value: unknown, amount: number, unit: ManipulateType, zone: string): Dayjs {
  const date = parseDate(value);
  if (!CALENDAR_UNITS.has(unit) || zone === 'UTC') return date.add(amount, unit);
  const wallClock = dayjs.utc(inZone(value, zone).format(WALL_CLOCK)).add(amount, unit);
  return dayjs.tz(wallClock.format(WALL_CLOCK), zone).utc();
}

const WALL_CLOCK = 'YYYY-MM-DDTHH:mm:ss.SSS';

/** Dates travel as ISO 8601 text; a number is ms since the epoch, as JSON of other systems has it. */
export function parseDate(value: unknown): Dayjs {
  const isDate = (typeof value === 'string' && /\d/.test(value)) || typeof value === 'number';
  const date = isDate ? dayjs.utc(value) : undefined;
  if (date === undefined || !date.isValid()) throw conversionError(value, 'date');
  return date;
}

/** A date that a format describes, e.g. `DD.MM.YYYY HH:mm`, read in a time zone. Throws CardError. */
export function parseDateBy(text: string, format: string, zone: string): Dayjs {
  const bare = dayjs.utc(text, format);
  if (!bare.isValid()) throw new CardError(`Invalid type conversion: '${text}' is no date of the form ${format}`);
  return zone === 'UTC' ? bare : dayjs.tz(bare.format(WALL_CLOCK), assertZone(zone)).utc();
}

export function assertZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw new CardError(`There is no time zone '${zone}'; name one as in Europe/Berlin.`);
  }
}
