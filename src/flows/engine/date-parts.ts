import { dayOfWeek, ISO_WEEKS, startOfYear, US_WEEKS, weekOf } from './date-weeks.js';
import { zoneOf } from './time-zones.js';

/** The parsed parts of a date; months count from 0, weekdays from Sunday. */
export interface Parts {
  year?: number;
  month?: number;
  day?: number;
  dayOfYear?: number;
  weekYear?: number;
  week?: number;
  weekday?: number;
  weekdayFromSunday?: number;
  isoWeekYear?: number;
  isoWeek?: number;
  isoWeekday?: number;
  hour?: number;
  minute?: number;
  second?: number;
  millisecond?: number;
  isAfternoon?: boolean;
  /** Minutes ahead of UTC. */
  offset?: number;
  /** Ms since 1970; overrides all other parts. */
  instant?: number;
  /** True for a word that should be a month or weekday but isn't, or for an offset that no zone has. */
  isInvalid?: boolean;
}

export interface Clock {
  now(): number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The instant of a date in parts, or undefined for a date that does not exist, such as February 30. */
export function instantOfParts(parts: Parts, zoneName: string, clock: Clock): number | undefined {
  const zone = zoneOf(zoneName);
  if (parts.isInvalid === true || isOnlyMeridiem(parts)) return undefined;
  if (parts.instant !== undefined) return isInstant(parts.instant) ? parts.instant : undefined;
  const date = dateOf(parts, clock.now());
  const time = timeOf(parts);
  if (date === undefined || time === undefined || !fitsWeekday(parts, date)) return undefined;
  const wallClock = date + time;
  if (!isInstant(wallClock)) return undefined;
  return parts.offset === undefined ? zone.instantOf(wallClock) : wallClock - parts.offset * MINUTE;
}

/** `pm` alone is not a time. */
function isOnlyMeridiem({ isAfternoon, year, month, day, hour, minute, second, millisecond }: Parts): boolean {
  return isAfternoon !== undefined && [year, month, day, hour, minute, second, millisecond].every((part) => part === undefined);
}

/** JavaScript supports 100 million days before and after 1970; one day is reserved for time zones. */
function isInstant(ms: number): boolean {
  return Math.abs(ms) <= 99_999_999 * DAY;
}

/** Midnight, as UTC. Missing parts before the first given part are taken from today; missing parts after it are the first. */
function dateOf(parts: Parts, now: number): number | undefined {
  const today = new Date(now);
  const hasWeek = ['week', 'weekYear', 'weekday', 'weekdayFromSunday', 'isoWeek', 'isoWeekYear', 'isoWeekday'] as const;
  if (parts.day === undefined && parts.month === undefined && hasWeek.some((part) => parts[part] !== undefined)) {
    return dateOfWeek(parts, today);
  }
  if (parts.dayOfYear !== undefined) return dateOfDay(parts.year ?? today.getUTCFullYear(), parts.dayOfYear);
  const year = parts.year ?? today.getUTCFullYear();
  const month = parts.month ?? (parts.year === undefined ? today.getUTCMonth() : 0);
  const day = parts.day ?? (parts.year === undefined && parts.month === undefined ? today.getUTCDate() : 1);
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getUTCMonth() === month && date.getUTCDate() === day ? date.getTime() : undefined;
}

function dateOfDay(year: number, day: number): number | undefined {
  const days = (startOfYear(year + 1) - startOfYear(year)) / DAY;
  return day >= 1 && day <= days ? startOfYear(year) + (day - 1) * DAY : undefined;
}

function dateOfWeek(parts: Parts, today: Date): number | undefined {
  const isISO = parts.isoWeekYear !== undefined || parts.isoWeek !== undefined || parts.isoWeekday !== undefined;
  const weeks = isISO ? ISO_WEEKS : US_WEEKS;
  const current = weekOf(today, weeks);
  const year = (isISO ? parts.isoWeekYear : parts.weekYear) ?? parts.year ?? current.year;
  const week = (isISO ? (parts.isoWeek ?? 1) : parts.week) ?? current.week;
  const weekday = isISO ? (parts.isoWeekday ?? 1) : (parts.weekday ?? parts.weekdayFromSunday ?? 0);
  const last = weekOf(new Date(startOfYear(year + 1) - (weeks.anchor + 1) * DAY), weeks).week;
  if (week < 1 || week > last || weekday < weeks.begin || weekday > weeks.begin + 6) return undefined;
  return dayOfWeek(year, week, weekday, weeks);
}

function fitsWeekday({ weekday }: Parts, date: number): boolean {
  return weekday === undefined || new Date(date).getUTCDay() === weekday;
}

/** Ms since midnight; 24:00 is the next midnight. */
function timeOf({ hour = 0, minute = 0, second = 0, millisecond = 0, isAfternoon }: Parts): number | undefined {
  const hours = isAfternoon === undefined ? hour : isAfternoon && hour < 12 ? hour + 12 : !isAfternoon && hour === 12 ? 0 : hour;
  const rest = minute * MINUTE + second * 1000 + millisecond;
  const isIn = (hours < 24 || (hours === 24 && rest === 0)) && minute < 60 && second < 60;
  return isIn ? hours * 60 * MINUTE + rest : undefined;
}
