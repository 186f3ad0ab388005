import { UserError } from '../../util/user-error.js';

/** Where in a file something stands. Lines and columns count from 1. */
export interface Location {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** One person of a source: texts by attribute, exactly as they were written. */
export interface Row {
  readonly values: ReadonlyMap<string, Value>;
  readonly at: Location;
  /** The columns of a CSV, by attribute. */
  readonly columns?: ReadonlyMap<string, number> | undefined;
}

/** Every scalar is text: an id such as `007` or `1e5` is no number. */
export type Value = string | readonly string[];

/** The people somebody wants, before anyone asks what the attributes mean. */
export interface Source {
  readonly file: string;
  readonly rows: readonly Row[];
  readonly attributes: ReadonlySet<string>;
}

/** A file that cannot be read as what it is. The message names file, line and column. */
export class SourceError extends UserError {
  override readonly name = 'SourceError';
  readonly at: Location;

  constructor(problem: string, at: Location) {
    super(`${showLocation(at)}: ${problem}`);
    this.at = at;
  }
}

/** `people.csv:3:7` */
export function showLocation({ file, line, column }: Location): string {
  return [file, ...(line === undefined ? [] : [line]), ...(line === undefined || column === undefined ? [] : [column])].join(':');
}

/** The line and column of a position in a text. */
export function locate(file: string, text: string, offset: number): Location {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { file, line, column: offset - before.lastIndexOf('\n') };
}
