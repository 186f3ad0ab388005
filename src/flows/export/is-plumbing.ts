/** Cards that the designer adds automatically, and cards that do nothing. */
const PLUMBING: ReadonlySet<string> = new Set(['object.expand', 'control.comment', 'control.noop']);

/** True for a card id that reports and coverage leave out. @example isPlumbing('control.noop') // true */
export function isPlumbing(id: string): boolean {
  return PLUMBING.has(id);
}
