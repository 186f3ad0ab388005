import type { ChosenQuirks } from '../../protocol/quirks.js';
import type { AnyCollection, Key } from './collection.js';
import type { Contents } from './contents.js';

/**
 * A company at one moment. Rows are replaced and never modified in place, so an image shares them with the company: it costs
 * one reference per row, and stays the same whatever is written later.
 */
export interface CompanyImage {
  readonly id: string;
  readonly name: string;
  readonly quirks: ChosenQuirks;
  readonly tables: readonly TableImage[];
}

/** The rows of one collection, in order. */
export interface TableImage<T extends object = object, K extends Key = Key> {
  readonly definition: AnyCollection;
  readonly rows: readonly T[];
  /** The next number of a collection that counts its keys. */
  readonly nextKey: number;
  /** The same rows with their indexes, for a small table. Tables share them and copy them before they write. */
  readonly contents?: Contents<T, K>;
}
