import { UserError } from '../../util/user-error.js';

/** A position in a file. Lines and columns count from 1. */
export interface Location {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** One person of a source: the texts by attribute, exactly as they were written. */
export interface Row {
  readonly values: ReadonlyMap<string, Value>;
  readonly at: Location;
  /** The columns of a CSV, by attribute. */
  readonly columns?: ReadonlyMap<string, number> | undefined;
}

/** Every scalar is text, because an id such as `007` or `1e5` is not a number. */
export type Value = string | readonly string[];

/** The people in a file, before a mapping is applied to their attributes. */
export interface Source {
  readonly file: string;
  readonly rows: readonly Row[];
  readonly attributes: ReadonlySet<string>;
}

/** A file that can't be read in its format. The message names file, line and column. */
export class SourceError extends UserError {
  override readonly name = 'SourceError';
  readonly at: Location;

  constructor(problem: string, at: Location) {
    super(`${showLocation(at)}: ${problem}`);
    this.at = at;
  }
}

/** Such as `people.csv:3:7`. */
export function showLocation({ file, line, column }: Location): string {
  return [file, ...(line === undefined ? [] : [line]), ...(line === undefined || column === undefined ? [] : [column])].join(':');
}

/** The line and column of a position in a text. */
export function locate(file: string, text: string, offset: number): Location {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { file, line, column: offset - before.lastIndexOf('\n') };
}
