import { type AttributeFacts, type AttributeKind, beanNames, type ShapeFacts } from '../shape.js';
import { type Dialect, SHAPES } from '../shapes.js';

/** What a lint knows about the value of an expression. */
export interface Type {
  readonly kind: AttributeKind | 'parsed-date' | 'method' | 'unknown';
  /** The shape of a hash, of the items of a list, or of the values of a map. */
  readonly shape?: string | undefined;
  readonly keyShape?: string | undefined;
  /** True if the value is often missing. */
  readonly isOptional?: boolean;
  /** The attribute that the value comes from: its name, and the path as written in the template. */
  readonly name?: string;
  readonly path?: string;
  /** True for free text that was escaped for JavaScript. */
  readonly isJavaScript?: boolean;
  /** What a method returns. */
  readonly returns?: Type;
}

export const UNKNOWN: Type = { kind: 'unknown' };
export const TEXT: Type = { kind: 'text' };
export const NUMBER: Type = { kind: 'number' };
export const BOOLEAN: Type = { kind: 'boolean' };

const NUMERIC: ReadonlySet<Type['kind']> = new Set(['number', 'cents']);
const TEXTUAL: ReadonlySet<Type['kind']> = new Set(['text', 'free-text', 'url', 'date', 'date-time']);

export const isNumeric = ({ kind }: Type): boolean => NUMERIC.has(kind);
export const isTextual = ({ kind }: Type): boolean => TEXTUAL.has(kind);
/** The types that FreeMarker cannot print. A status is a text with attributes. */
export const isUnprintable = ({ kind }: Type): boolean => ['boolean', 'list', 'hash', 'map', 'method'].includes(kind);

function shapeNamed(dialect: Dialect, name: string | undefined): ShapeFacts | undefined {
  return SHAPES[dialect].find((shape) => shape.name === name);
}

/** The types of the variables of a template. */
export function variablesOf(dialect: Dialect): Map<string, Type> {
  const [variables] = SHAPES[dialect];
  return new Map(variables?.attributes.map((facts) => [facts.name, typeOf(facts, facts.name)]));
}

/** The names of an object, or undefined if not all of them are known. */
export function namesOf(dialect: Dialect, { kind, shape: name }: Type): readonly string[] | undefined {
  const shape = kind === 'list' || kind === 'map' ? undefined : shapeNamed(dialect, name);
  if (shape === undefined || shape.isOpen === true) return undefined;
  return shape.attributes.flatMap((facts) => (shape.isBean === true ? [facts.name, ...beanNames(facts)] : [facts.name]));
}

/** The attribute of an object, or UNKNOWN. */
export function attributeType(dialect: Dialect, { shape: name, kind }: Type, key: string, path: string): Type {
  if (kind === 'map') return name === undefined ? TEXT : { kind: 'hash', shape: name };
  const shape = shapeNamed(dialect, name);
  if (shape === undefined) return UNKNOWN;
  if (shape.isOpen === true) return { kind: 'text', name: key, path, isOptional: true };
  const facts = shape.attributes.find((each) => each.name === key || each.pattern?.test(key));
  if (facts !== undefined) return facts.isMethod === true ? methodOf(facts, path) : typeOf(facts, path);
  const other = shape.isBean === true ? shape.attributes.find((each) => beanNames(each).includes(key)) : undefined;
  if (other === undefined) return UNKNOWN;
  return other.isMethod === true ? typeOf(other, path) : methodOf(other, path);
}

function methodOf(facts: AttributeFacts, path: string): Type {
  return { kind: 'method', returns: typeOf(facts, path) };
}

function typeOf({ kind, shape, keyShape, isOptional, name }: AttributeFacts, path: string): Type {
  return { kind, shape, keyShape, isOptional: isOptional === true, name, path };
}

/** The types of the names in `<#list value as …>`. */
export function loopTypes({ kind, shape, keyShape }: Type, count: number): readonly Type[] {
  if (kind === 'list') return [{ kind: shape === undefined ? 'unknown' : 'hash', shape }];
  if (kind !== 'map' || count !== 2) return [UNKNOWN, UNKNOWN];
  if (keyShape === undefined) return [TEXT, shape === undefined ? TEXT : { kind: 'hash', shape }];
  return [
    { kind: 'hash', shape: keyShape },
    { kind: 'list', shape },
  ];
}

const BOOLEANS = new Set(
  (
    'has_content exists contains starts_with ends_with seq_contains has_next is_first is_last is_odd_item is_even_item is_string ' +
    'is_number is_boolean is_hash is_hash_ex is_sequence is_enumerable is_date is_method'
  ).split(' '),
);
const NUMBERS = new Set('size length number round floor ceiling int long abs index counter index_of last_index_of seq_index_of'.split(' '));
/** Built-ins that keep free text. */
const TRANSPARENT = new Set(
  'trim upper_case lower_case cap_first uncap_first capitalize chop_linebreak left_pad right_pad string'.split(' '),
);
const SAME = new Set(['filter', 'take_while', 'drop_while', 'reverse']);
const PARSED_DATES = new Set(['date', 'time', 'datetime']);

/** The type of `target?name`. */
export function builtInType(target: Type, name: string): Type {
  if (BOOLEANS.has(name)) return BOOLEAN;
  if (NUMBERS.has(name)) return NUMBER;
  if (TRANSPARENT.has(name)) return isTextual(target) ? target : TEXT;
  if (name === 'js_string') return { ...TEXT, isJavaScript: target.kind === 'free-text' };
  if (SAME.has(name)) return target;
  if (PARSED_DATES.has(name)) return { kind: 'parsed-date' };
  if (name === 'first' || name === 'last') return loopTypes(target, 1)[0] ?? UNKNOWN;
  if (name === 'if_exists' || name === 'default') return { ...target, isOptional: false };
  return UNKNOWN;
}
