/** An instant in ISO 8601 as the pages show it: `2026-01-31 09:00:00`, in UTC. */
export function dateTime(instant: string): string {
  return instant.slice(0, 19).replace('T', ' ');
}
