import type { z } from 'zod';

/** What tells the rows of a collection apart, and what an index is asked for. */
export type Key = string | number;

/** Names a person for a reader, who never sees an account number. */
export type EmailOf = (accountID: number) => string;

/** What a document may ask for while a company is loaded. */
export interface Loading {
  /** The account of an address, made when nobody holds it yet: people named anywhere need not be listed. */
  accountOf(email: string): number;
  /** Whether the account was deactivated through SCIM. */
  isDeactivated(accountID: number): boolean;
  /** Whether an earlier document put such a row there. */
  has(collection: string, key: Key): boolean;
  /** The next number of a collection that counts its keys. */
  nextKey(collection: string): number;
  /** Throws WorldError, with the company's name in front. */
  fail(problem: string): never;
}

/** How a row is written where people read and write it: in seeds, snapshots, the state file and changes. People are named by address. */
export interface DocumentCodec<T, D> {
  write(row: T, emailOf: EmailOf): D;
  /** `parent` is the key of the row whose document it stands in. Throws what `loading.fail` throws. */
  read(document: D, loading: Loading, parent: Key): T;
  /** How a change of the row is shown; default: its document. For rows whose documents are too long to read. */
  summarize?(row: T, emailOf: EmailOf): unknown;
  /** The key as people write it; default: the key as text. */
  showKey?(row: T, emailOf: EmailOf): string;
}

export interface IndexDefinition {
  /** The fields whose values lead to the row; a list leads there by each of its items. */
  readonly fields: readonly string[];
  /** One value, one row: another row with the same is refused. */
  readonly isUnique: boolean;
}

/** Everything about one kind of entity; see `defineCollection`. */
export interface CollectionDefinition<T extends object, K extends Key, D, I extends string, S extends z.ZodType = z.ZodType> {
  /** Also the key in the company's document. */
  readonly name: string;
  /** What problems call its rows and its key: `two domain groups share the id 7`. */
  readonly nouns: string;
  readonly keyName: string;
  key(row: T): K;
  readonly indexes: Readonly<Record<I, IndexDefinition>>;
  /** The first of the keys that the collection counts. */
  readonly countsFrom?: number;
  /** Written twice it is there once; anything else written twice is a problem. */
  readonly isSet?: true;
  /** Its documents stand in those of another collection, under its own name; `index` leads from that one's key to the rows. */
  readonly within?: { readonly collection: string; readonly index: I };
  /** Fields that hold the key of a row of another collection, which has to be there. */
  readonly refersTo?: Readonly<Partial<Record<string, string>>>;
  /** Its rows as a seed lists them: everything that can be derived may be left out. */
  readonly seed: S;
  readonly document: DocumentCodec<T, D>;
}

/** Any collection: what is common to all of them. Methods, not functions, let the compiler forget the row's type here. */
export type AnyCollection = CollectionDefinition<object, Key, unknown, string>;
export type Collections = Readonly<Record<string, AnyCollection>>;

type Definition<T extends object, K extends Key, D, I extends string, S extends z.ZodType> = Omit<
  CollectionDefinition<T, K, D, I, S>,
  'indexes' | 'refersTo'
> & {
  readonly refersTo?: { readonly [F in keyof T & string]?: string };
  readonly indexes: Readonly<Record<I, { readonly fields: readonly (keyof T & string)[]; readonly isUnique: boolean }>>;
};

/**
 * Declares a kind of entity. With one line in `collections.ts` it is seeded, read and changed in transactions, told in
 * change sets, saved and loaded. Rows are plain objects that are replaced and never changed in place.
 * @example
 * export const domainGroups = defineCollection({
 *   name: 'domainGroups',
 *   nouns: 'domain groups',
 *   keyName: 'id',
 *   key: ({ id }: DomainGroup) => id,
 *   indexes: {},
 *   seed: list(z.strictObject({ id: z.string(), name: z.string() })).optional(),
 *   document: { write: (group) => group, read: (group: DomainGroup) => group },
 * });
 */
export function defineCollection<T extends object, K extends Key, D, S extends z.ZodType, I extends string = never>(
  definition: Definition<T, K, D, I, S>,
): CollectionDefinition<T, K, D, I, S> {
  return definition;
}

/** The rows of a collection, as they stand or as a transaction would leave them. */
export interface Rows<T extends object, K extends Key, I extends string> {
  readonly size: number;
  get(key: K): T | undefined;
  has(key: K): boolean;
  values(): Iterable<T>;
  /** The row that a unique index leads to. */
  find(index: I, value: Key): T | undefined;
  /** The rows that an index leads to, in the order in which they came. */
  list(index: I, value: Key): Iterable<T>;
}

/** Throws ConflictError where a unique index already leads elsewhere. */
export interface WritableRows<T extends object, K extends Key, I extends string> extends Rows<T, K, I> {
  put(row: T): void;
  remove(key: K): void;
  /** Counts: a key is given once. */
  nextKey(): number;
}

/** An index by its name. */
export interface NamedIndex extends IndexDefinition {
  readonly name: string;
}

/** Two rows that would share what only one may have. */
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

/** The values under which an index lists a row. */
export function valuesOf(row: object, fields: readonly string[]): Key[] {
  const values: Key[] = [];
  for (const field of fields) {
    const value: unknown = Reflect.get(row, field);
    if (isKey(value)) values.push(value);
    else if (Array.isArray(value)) for (const item of value) if (isKey(item)) values.push(item);
  }
  return values;
}

function isKey(value: unknown): value is Key {
  return typeof value === 'string' || typeof value === 'number';
}
