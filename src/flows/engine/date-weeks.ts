const DAY = 86_400_000;

/** How weeks are counted: the day they begin on (0 is Sunday), and how many days later the day stands whose year is the week's. */
export interface Weeks {
  readonly begin: number;
  readonly anchor: number;
}

/** Weeks from Sunday; the first one holds January 1. What moment's `w` and `g` mean in English. */
export const US_WEEKS: Weeks = { begin: 0, anchor: 6 };
/** Weeks from Monday; the first one holds the first Thursday. `W` and `G`. */
export const ISO_WEEKS: Weeks = { begin: 1, anchor: 3 };

/** The day of the year, from 1, of a date read as UTC. */
export function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - startOfYear(date.getUTCFullYear())) / DAY) + 1;
}

export function startOfYear(year: number): number {
  // Date.UTC takes 0 to 99 for 1900 to 1999.
  return new Date(0).setUTCFullYear(year, 0, 1);
}

/** The week of a date read as UTC, and the year it is counted in. */
export function weekOf(date: Date, { begin, anchor }: Weeks): { readonly year: number; readonly week: number } {
  const sinceBegin = (date.getUTCDay() - begin + 7) % 7;
  const day = new Date(date.getTime() + (anchor - sinceBegin) * DAY);
  return { year: day.getUTCFullYear(), week: Math.floor((dayOfYear(day) - 1) / 7) + 1 };
}

/** The first instant of a day of a week, as UTC; `weekday` counts from Sunday, 7 is the Sunday after. */
export function dayOfWeek(year: number, week: number, weekday: number, { begin, anchor }: Weeks): number {
  // January 1 + anchor lies in the first week or before it, whichever way weeks are counted.
  const first = new Date(startOfYear(year) + (6 - anchor) * DAY);
  const sinceBegin = (first.getUTCDay() - begin + 7) % 7;
  return first.getTime() + (7 * (week - 1) - sinceBegin + ((weekday - begin + 7) % 7)) * DAY;
}
