import type { Evidence, Known } from '../../protocol/evidence.js';
import { Callable, Hash, toValue, type Value } from '../templates/values/value.js';
import type { ModelView } from './model-view.js';

/** True for free text, which may contain commas, quotes and line breaks. */
export type AttributeKind = 'text' | 'free-text' | 'url' | 'cents' | 'number' | 'boolean' | 'date' | 'date-time' | 'list' | 'hash' | 'map';

/** The facts about an attribute. The reference and the lints are generated from them. */
export interface AttributeFacts extends Known {
  readonly name: string;
  /** Dates are texts, `2026-01-31` or `2026-01-31 09:30:00` in UTC; cents are whole numbers. The keys of a map come from the data. */
  readonly kind: AttributeKind;
  readonly meaning: string;
  /** True for an attribute that often has no value. */
  readonly isOptional?: true;
  /** The names covered by a pattern such as `ntagX`. */
  readonly pattern?: RegExp;
  /** A method, called with parentheses. `kind` is the kind of its result. */
  readonly isMethod?: true;
  /** The shape of a hash, of the items of a list, or of the values of a map. */
  readonly shape?: string;
  /** The shape of the keys of a map whose values are lists. */
  readonly keyShape?: string;
}

export interface Attribute<T> extends AttributeFacts {
  /** Returns the value, or undefined if there is none. `given` is the requested name, or the argument of a method. */
  readonly read: (row: T, view: ModelView, given: string) => unknown;
}

/** The facts about the objects of a model. */
export interface ShapeFacts {
  /** The name in templates: `report`, `expense`. */
  readonly name: string;
  readonly meaning: string;
  readonly attributes: readonly AttributeFacts[];
  /** True if the data adds names to those of the attributes. */
  readonly isOpen?: boolean;
  /** A Java bean: `getName()` finds `name`, and `approved` finds `getApproved()`. */
  readonly isBean?: boolean;
}

/** An object of a model, described by its attributes. */
export interface Shape<T> extends ShapeFacts {
  readonly attributes: readonly Attribute<T>[];
  /** Reads an attribute when a template asks for it. */
  hash(row: T, view: ModelView, text?: string): Hash;
}

/** `documented('total', 'cents', 'Total of the report.', read)`, and the same for the other kinds of evidence. */
export type DefineAttribute<T> = (
  name: string,
  kind: AttributeKind,
  meaning: string,
  read: Attribute<T>['read'],
  more?: Partial<AttributeFacts>,
) => Attribute<T>;

export function attributesFrom<T>(evidence: Evidence, source: string, shared: Partial<AttributeFacts> = {}): DefineAttribute<T> {
  return (name, kind, meaning, read, more = {}) => ({ name, kind, meaning, read, evidence, source, ...shared, ...more });
}

export function defineShape<T>(facts: Omit<ShapeFacts, 'attributes'>, attributes: readonly Attribute<T>[]): Shape<T> {
  const shape = { ...facts, attributes };
  const members = membersOf(shape);
  const patterns = attributes.filter(({ pattern }) => pattern !== undefined);
  const names = attributes.filter(({ pattern, isMethod }) => pattern === undefined && isMethod === undefined).map(({ name }) => name);
  const memberValue = (key: string, row: T, view: ModelView): Value => {
    const member = members.get(key);
    if (member !== undefined) return member(row, view);
    const matching = patterns.find(({ pattern }) => pattern?.test(key));
    return matching && readValue(matching, row, view, key);
  };
  return {
    ...shape,
    hash: (row, view, text) =>
      new Hash(
        (key) => memberValue(key, row, view),
        () => names,
        text,
      ),
  };
}

type Member<T> = (row: T, view: ModelView) => Value;

function membersOf<T>({
  attributes,
  isBean = false,
}: {
  attributes: readonly Attribute<T>[];
  isBean?: boolean | undefined;
}): Map<string, Member<T>> {
  const members = new Map<string, Member<T>>();
  for (const attribute of attributes) {
    const { name } = attribute;
    const value: Member<T> = (row, view) => readValue(attribute, row, view, name);
    const method: Member<T> = (row, view) =>
      new Callable(([argument]) => readValue(attribute, row, view, typeof argument === 'string' ? argument : ''));
    members.set(name, attribute.isMethod === true ? method : value);
    if (!isBean) continue;
    // `submitted` is `getSubmitted()`, which comes before `isSubmitted()`.
    for (const other of beanNames(attribute)) if (!members.has(other)) members.set(other, attribute.isMethod === true ? value : method);
  }
  return members;
}

/** The other names of an attribute of a bean: `getX` and `isX` for a property, `x` for a getter. */
export function beanNames({ name, kind, isMethod }: Pick<AttributeFacts, 'name' | 'kind' | 'isMethod'>): string[] {
  if (isMethod !== true) {
    const capitalised = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
    return kind === 'boolean' ? [`get${capitalised}`, `is${capitalised}`] : [`get${capitalised}`];
  }
  const property = /^(?:get|is)([A-Z].*)$/.exec(name)?.[1];
  if (property === undefined) return [];
  // As in Java: `isACHReimbursed` is the getter of `ACHReimbursed`.
  return [/^[A-Z]{2}/.test(property) ? property : `${property.slice(0, 1).toLowerCase()}${property.slice(1)}`];
}

function readValue<T>({ kind, read, isMethod }: Attribute<T>, row: T, view: ModelView, given: string): Value {
  const value = read(row, view, given);
  if ((kind === 'text' || kind === 'free-text') && typeof value === 'string') return view.escape(value);
  if (value !== undefined) return toValue(value);
  const isPlain = kind !== 'list' && kind !== 'hash' && kind !== 'map';
  // A method returns null, which counts as missing in a template.
  return isPlain && isMethod === undefined && view.absent === 'empty' ? '' : undefined;
}

/** A hash whose keys come from the data, such as the fields of a report. */
export function mapOf(entries: Readonly<Record<string, string>>, escaped: ModelView['escape'] = (text) => text): Hash {
  return new Hash(
    (key) => (Object.hasOwn(entries, key) ? escaped(entries[key] ?? '') : undefined),
    () => Object.keys(entries),
  );
}

/** Stands for a missing receipt or person: an empty hash. */
export const NO_CONTENT: Hash = mapOf({});
