import dayjs, { type Dayjs } from 'dayjs';
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
  return zone === 'UTC' ? bare : dayjs.tz(bare.format('YYYY-MM-DDTHH:mm:ss.SSS'), assertZone(zone)).utc();
}

export function assertZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw new CardError(`There is no time zone '${zone}'; name one as in Europe/Berlin.`);
  }
}
