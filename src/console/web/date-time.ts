/** An instant in ISO 8601 as the pages show it: `2026-01-31 09:00:00`, in UTC. */
export function dateTime(instant: string): string {
  return instant.slice(0, 19).replace('T', ' ');
}

/** The day of an instant, as a list says it above its rows: `Saturday, January 31, 2026`, in UTC. */
export function dayOf(instant: string): string {
  return new Date(instant).toLocaleDateString('en', { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
}

/** The time of a row. With the date, if the row above it is of another day. */
export function timeInList(instant: string, above: string | undefined): string {
  const isSameDay = above === undefined || above.slice(0, 10) === instant.slice(0, 10);
  return isSameDay ? instant.slice(11, 19) : dateTime(instant).slice(5);
}
