import { Decimal } from './decimal.js';

/** Whether a date has a day, a time of day, or both. This decides how it prints and what it can be compared with. */
export type DateKind = 'date' | 'time' | 'datetime';

/** An instant in UTC. */
export class TemplateDate {
  constructor(
    readonly ms: number,
    readonly kind: DateKind,
  ) {}
}

/** A list whose items are created when they are needed. */
export class Sequence {
  constructor(
    readonly size: number,
    /** The item at a position from 0 to `size - 1`. */
    readonly get: (index: number) => Value,
  ) {}

  static of(items: readonly Value[]): Sequence {
    return new Sequence(items.length, (index) => items[index]);
  }

  *[Symbol.iterator](): Generator<Value> {
    for (let index = 0; index < this.size; index++) yield this.get(index);
  }
}

/** The value of `x!` if x is missing: an empty string, an empty list and an empty hash at the same time. */
export const EMPTY = new Sequence(0, () => undefined);

export class Hash {
  constructor(
    readonly get: (key: string) => Value,
    readonly keys: () => readonly string[],
    /** A hash that also prints: the status of a report, for example. */
    readonly text?: string,
    /** For a map with keys that are not texts: the entries for `<#list map as key, value>`. `keys` then only counts. */
    readonly pairs?: readonly (readonly [Value, Value])[],
  ) {}

  static of(entries: ReadonlyMap<string, Value>): Hash {
    return new Hash(
      (key) => entries.get(key),
      () => [...entries.keys()],
    );
  }
}

/** A callable value, as in `name(…)`: a method of the model, a lambda, or a built-in with arguments. */
export class Callable {
  constructor(readonly call: (args: readonly Value[]) => Value) {}
}

/** Defined in a template; only the machine knows its contents. */
export abstract class Definition {
  abstract readonly kind: 'macro' | 'function';
}

/** A value of a template. Undefined is a missing value. */
export type Value = string | boolean | Decimal | TemplateDate | Sequence | Hash | Callable | Definition | undefined;

/**
 * A value of the data model as templates see it: null and undefined are missing, numbers are decimals, a Date has day and time,
 * and functions are methods. A field can also be read with its Java bean names, `getX()` and `isX()`, and a method with the
 * name of its field.
 */
export function toValue(raw: unknown): Value {
  switch (typeof raw) {
    case 'string':
    case 'boolean':
      return raw;
    case 'number':
      return Number.isFinite(raw) ? Decimal.from(raw) : undefined;
    case 'bigint':
      return Decimal.from(raw);
    case 'function':
      return new Callable((args) => toValue(Reflect.apply(raw, undefined, args)));
    case 'object':
      return raw === null ? undefined : objectValue(raw);
    default:
      return undefined;
  }
}

function objectValue(raw: object): Value {
  if (raw instanceof Decimal || raw instanceof TemplateDate || raw instanceof Sequence || raw instanceof Hash) return raw;
  if (raw instanceof Callable || raw instanceof Definition) return raw;
  if (raw instanceof Date) return new TemplateDate(raw.getTime(), 'datetime');
  if (Array.isArray(raw)) return new Sequence(raw.length, (index) => toValue(raw[index]));
  if (raw instanceof Map) return mapValue(raw);
  return new Hash(
    (key) => fieldOf(raw, key),
    () => Object.keys(raw),
  );
}

function mapValue(map: ReadonlyMap<unknown, unknown>): Hash {
  return new Hash(
    (key) => toValue(map.get(key)),
    () => [...map.keys()].map(String),
  );
}

const GETTER = /^(?:get|is)([A-Z].*)$/;

function fieldOf(raw: object, key: string): Value {
  if (Object.hasOwn(raw, key)) return toValue(Reflect.get(raw, key));
  const capitalised = `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`;
  for (const name of [`get${capitalised}`, `is${capitalised}`]) {
    const getter: unknown = Object.hasOwn(raw, name) ? Reflect.get(raw, name) : undefined;
    if (typeof getter === 'function') return toValue(Reflect.apply(getter, raw, []));
  }
  const field = GETTER.exec(key)?.[1];
  if (field === undefined) return undefined;
  const name = `${field.slice(0, 1).toLowerCase()}${field.slice(1)}`;
  return Object.hasOwn(raw, name) ? new Callable(() => toValue(Reflect.get(raw, name))) : undefined;
}

/** The name of the kind of a value, for error messages. */
export function kindOf(value: Value): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return 'a string';
  if (typeof value === 'boolean') return 'a boolean';
  if (value instanceof Decimal) return 'a number';
  if (value instanceof TemplateDate) return `a ${value.kind}`;
  if (value instanceof Sequence) return 'a list';
  if (value instanceof Hash) return 'a hash';
  return value instanceof Definition ? `a ${value.kind}` : 'a method';
}
