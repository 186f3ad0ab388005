/** Cards that the designer adds by itself, and cards that do nothing. */
const PLUMBING: ReadonlySet<string> = new Set(['object.expand', 'control.comment', 'control.noop']);

/** True for a card that reports and coverage leave out, by its id. @example isPlumbing('control.noop') // true */
export function isPlumbing(id: string): boolean {
  return PLUMBING.has(id);
}
