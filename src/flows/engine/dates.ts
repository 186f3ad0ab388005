import dayjs, { type Dayjs, type ManipulateType } from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import { readCommonDate } from './common-dates.js';
import { conversionError } from './errors.js';
import { zoneOf } from './time-zones.js';

dayjs.extend(utc);

const MINUTE = 60_000;
const CALENDAR_UNITS = new Set(['days', 'weeks', 'months', 'years']);

/**
 * A date moved forward or back. Days and longer units keep the local time of day, even across a daylight saving change;
 * dayjs alone would add fixed hours.
 */
export function shiftInZone(value: unknown, amount: number, unit: ManipulateType, zoneName: string): Dayjs {
  const date = parseDate(value);
  if (!CALENDAR_UNITS.has(unit) || zoneName === 'UTC') return date.add(amount, unit);
  const zone = zoneOf(zoneName);
  const wallClock = dayjs.utc(date.valueOf() + zone.offset(date.valueOf()) * MINUTE).add(amount, unit);
  return wallClock.isValid() ? dayjs.utc(zone.instantOf(wallClock.valueOf())) : wallClock;
}

/**
 * Dates are passed as ISO 8601 text; a number is ms since 1970, as in JSON from other systems. A text without an offset is UTC.
 * Throws CardError for any other value.
 */
export function parseDate(value: unknown): Dayjs {
  const instant = instantOf(value);
  if (instant === undefined) throw conversionError(value, 'date');
  return dayjs.utc(instant);
}

/** Ms since 1970, or undefined if it is not a date. @example instantOf('2026-01-31T10:00:00+01:00') // 1769850000000 */
export function instantOf(value: unknown): number | undefined {
  const instant = typeof value === 'string' ? readCommonDate(value.trim()) : typeof value === 'number' ? value : undefined;
  return instant === undefined || Number.isNaN(new Date(instant).getTime()) ? undefined : instant;
}
