const DAY = 86_400_000;

/** How weeks are counted: the day they start on (0 is Sunday), and the day of the week, as an offset, that decides their year. */
export interface Weeks {
  readonly begin: number;
  readonly anchor: number;
}

/** Weeks from Sunday; the first week contains January 1. The meaning of moment's `w` and `g` in English. */
export const US_WEEKS: Weeks = { begin: 0, anchor: 6 };
/** Weeks from Monday; the first week contains the first Thursday. `W` and `G`. */
export const ISO_WEEKS: Weeks = { begin: 1, anchor: 3 };

/** The day of the year, from 1, of a date read as UTC. */
export function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - startOfYear(date.getUTCFullYear())) / DAY) + 1;
}

export function startOfYear(year: number): number {
  // Date.UTC reads 0 to 99 as 1900 to 1999.
  return new Date(0).setUTCFullYear(year, 0, 1);
}

/** The week of a date stored as UTC, and the year that the week belongs to. */
export function weekOf(date: Date, { begin, anchor }: Weeks): { readonly year: number; readonly week: number } {
  const sinceBegin = (date.getUTCDay() - begin + 7) % 7;
  const day = new Date(date.getTime() + (anchor - sinceBegin) * DAY);
  return { year: day.getUTCFullYear(), week: Math.floor((dayOfYear(day) - 1) / 7) + 1 };
}

/** The start of a day of a week, as UTC; `weekday` counts from Sunday, and 7 is the following Sunday. */
export function dayOfWeek(year: number, week: number, weekday: number, { begin, anchor }: Weeks): number {
  // In both ways of counting, January 1 + anchor is in the first week or before it.
  const first = new Date(startOfYear(year) + (6 - anchor) * DAY);
  const sinceBegin = (first.getUTCDay() - begin + 7) % 7;
  return first.getTime() + (7 * (week - 1) - sinceBegin + ((weekday - begin + 7) % 7)) * DAY;
}
