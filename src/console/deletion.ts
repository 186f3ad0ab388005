import { countOf } from '../util/count-of.js';
import { UserError } from '../util/user-error.js';

/** What a deletion by hand would do. */
export interface Deletion {
  /** Why it is refused: what refers to the thing, and what to do first. */
  readonly refused?: string;
  /** What goes with it, in words. */
  readonly goes: readonly string[];
  /** What stays, and how, in a sentence. */
  readonly stays?: string;
}

/** An edit that would leave the company in a state that it can't have. */
export class EditRefused extends UserError {
  override readonly name = 'EditRefused';
  readonly status = 409;
}

/** `3 sessions`, for what there is any of. `others` is the plural of an irregular noun. */
export function counted(count: number, noun: string, others?: string): string[] {
  return count === 0 ? [] : [countOf(count, noun, others)];
}

/** How many rows match. */
export function countRows<T>(rows: { values(): Iterable<T> }, isMeant: (row: T) => boolean): number {
  let count = 0;
  for (const row of rows.values()) if (isMeant(row)) count++;
  return count;
}

/** @example inWords(['2 reports', '1 file']) // '2 reports and 1 file' */
export function inWords(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
