import type { z } from 'zod';
import { isObject } from '../../util/is-object.js';

/** The key of a row, and a value that an index is searched for. */
export type Key = string | number;

/** Names a person for readers, who never see account numbers. */
export type EmailOf = (accountID: number) => string;

/** What a document can use while a company is loaded. */
export interface Loading {
  /** The account with an email address. It is created if it does not exist, so people named anywhere need not be listed. */
  accountOf(email: string): number;
  /** Whether the account was deactivated through SCIM. */
  isDeactivated(accountID: number): boolean;
  /** Whether an earlier document added such a row. */
  has(collection: string, key: Key): boolean;
  /** The next key of a collection with counted keys. */
  nextKey(collection: string): number;
  /** Throws WorldError, with the company's name in front. */
  fail(problem: string): never;
}

/** How a row is written for people: in seeds, snapshots, the state file and changes. People are named by email address. */
export interface DocumentCodec<T, D> {
  write(row: T, emailOf: EmailOf): D;
  /** `parent` is the key of the row whose document contains this one. Throws what `loading.fail` throws. */
  read(document: D, loading: Loading, parent: Key): T;
  /** How a change of the row is shown, for rows whose documents are too long to read. Default: the document. */
  summarize?(row: T, emailOf: EmailOf): unknown;
  /** The key in readable form. Default: the key as text. */
  showKey?(row: T, emailOf: EmailOf): string;
  /** The problem with a document whose key an earlier one has. Default: `two domain groups share the id 7`. */
  duplicate?(document: D, parent: Key): string;
}

export interface IndexDefinition {
  /** The fields whose values the index searches. A list is indexed by each of its items. */
  readonly fields: readonly string[];
  /** A value can belong to only one row; a second row with the same value is refused. */
  readonly isUnique: boolean;
}

/** Everything about one kind of entity; see `defineCollection`. */
export interface CollectionDefinition<T extends object, K extends Key, D, I extends string, S extends z.ZodType = z.ZodType> {
  /** Also the key in the company's document. */
  readonly name: string;
  /** What error messages call its rows and its key: `two domain groups share the id 7`. */
  readonly nouns: string;
  readonly keyName: string;
  key(row: T): K;
  readonly indexes: Readonly<Record<I, IndexDefinition>>;
  /** The first key, for a collection that counts its keys. */
  readonly countsFrom?: number;
  /** True if a document may appear twice and is then stored once. In other collections, a duplicate is an error. */
  readonly isSet?: true;
  /** Its documents are nested in those of another collection, under its own name; `index` finds the rows by that collection's key. */
  readonly within?: { readonly collection: string; readonly index: I };
  /** Fields that contain the key of a row of another collection. That row must exist. */
  readonly refersTo?: Readonly<Partial<Record<string, string>>>;
  /** Fields whose values are bytes. A storage keeps rows as JSON, and these fields as Base64. */
  readonly bytes?: readonly string[];
  /** The rows in a seed, where everything that can be derived may be left out. */
  readonly seed: () => S;
  readonly document: DocumentCodec<T, D>;
}

/** What all collections have in common. Methods, not functions, let the compiler forget the row's type here. */
export type AnyCollection = CollectionDefinition<object, Key, unknown, string>;
export type Collections = Readonly<Record<string, AnyCollection>>;

type Definition<T extends object, K extends Key, D, I extends string, S extends z.ZodType> = Omit<
  CollectionDefinition<T, K, D, I, S>,
  'indexes' | 'refersTo' | 'bytes'
> & {
  readonly bytes?: readonly (keyof T & string)[];
  readonly refersTo?: { readonly [F in keyof T & string]?: string };
  readonly indexes: Readonly<Record<I, { readonly fields: readonly (keyof T & string)[]; readonly isUnique: boolean }>>;
};

/**
 * Declares a kind of entity. With one line in `collections.ts`, transactions can seed, read and change it, and it appears
 * in change sets and is saved and loaded. Rows are plain objects that are replaced and never modified in place.
 * @example
 * export const domainGroups = defineCollection({
 *   name: 'domainGroups',
 *   nouns: 'domain groups',
 *   keyName: 'id',
 *   key: ({ id }: DomainGroup) => id,
 *   indexes: {},
 *   seed: () => list(z.strictObject({ id: z.string(), name: z.string() })).optional(),
 *   document: { write: (group) => group, read: (group: DomainGroup) => group },
 * });
 */
export function defineCollection<T extends object, K extends Key, D, S extends z.ZodType, I extends string = never>(
  definition: Definition<T, K, D, I, S>,
): CollectionDefinition<T, K, D, I, S> {
  return definition;
}

/** The rows of a collection, either the current ones or as a transaction would leave them. */
export interface Rows<T extends object, K extends Key, I extends string> {
  readonly size: number;
  get(key: K): T | undefined;
  has(key: K): boolean;
  values(): Iterable<T>;
  /** The row with this value of a unique index. */
  find(index: I, value: Key): T | undefined;
  /** The key of that row. */
  keyOf(index: I, value: Key): K | undefined;
  /** The rows with this value of an index, in insertion order. */
  list(index: I, value: Key): Iterable<T>;
}

/** Throws ConflictError if another row has the same value of a unique index. */
export interface WritableRows<T extends object, K extends Key, I extends string> extends Rows<T, K, I> {
  put(row: T): void;
  remove(key: K): void;
  /** Counts up: a key is never returned twice. */
  nextKey(): number;
}

/** An index by its name. */
export interface NamedIndex extends IndexDefinition {
  readonly name: string;
}

/** Two rows that would share a unique value. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';

  constructor(
    readonly nouns: string,
    readonly what: string,
    readonly value: Key,
  ) {
    super(`two ${nouns} share the ${what} ${value}`);
  }
}

/** The values of a row in an index. */
export function valuesOf(row: object, fields: readonly string[]): Key[] {
  const values: Key[] = [];
  if (!isObject(row)) return values;
  for (const field of fields) {
    const value = row[field];
    if (isKey(value)) values.push(value);
    else if (Array.isArray(value)) for (const item of value) if (isKey(item)) values.push(item);
  }
  return values;
}

function isKey(value: unknown): value is Key {
  return typeof value === 'string' || typeof value === 'number';
}
