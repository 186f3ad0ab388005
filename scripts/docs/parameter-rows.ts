import type { Schema } from '../../src/contract/export/json-schemas.js';
import { isObject } from '../../src/util/is-object.js';

/** One parameter of a job: its path, and the facts in its schema. */
interface ParameterRow {
  /** `inputSettings.expenses[].merchant` */
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  /** True if only some of several shapes require it. */
  readonly isSometimesRequired: boolean;
  /** The optional object that requires it, by its own key. */
  readonly within: string | undefined;
  readonly description: string;
}

/** The parameters of a job's JSON Schema, followed by those of objects and lists of objects. */
export function parameterRows(schema: Schema, prefix = '', within?: string): ParameterRow[] {
  const required = requiredOf(schema);
  const properties = isObject(schema.properties) ? schema.properties : {};
  return Object.entries(properties).flatMap(([name, value]) => {
    // A key that must be absent is not listed as a parameter.
    if (!isObject(value) || (isObject(value.not) && value.description === undefined) || (prefix === '' && name === 'credentials'))
      return [];
    const path = `${prefix}${name}`;
    const inner = objectIn(value);
    const isRequired = required.includes(name);
    const isSometimesRequired = sometimesOf(schema).includes(name);
    const row = { path, type: typeOf(value), isRequired, isSometimesRequired, within, description: descriptionOf(value) };
    if (inner === undefined) return [row];
    const rows = parameterRows(inner.schema, inner.isList ? `${path}[].` : `${path}.`, isRequired ? within : name);
    // A parameter with inner parameters has no text of its own.
    return inner.isList || row.description !== '' || rows.length === 0 ? [row, ...rows] : rows;
  });
}

/** The object behind a list. For several shapes, the one with the most parameters. Parameters that only other shapes have are optional. */
function objectIn(schema: Schema): { readonly schema: Schema; readonly isList: boolean } | undefined {
  if (isObject(schema.properties)) return { schema, isList: false };
  if (isObject(schema.items)) {
    const inner = objectIn(schema.items);
    return inner === undefined ? undefined : { schema: inner.schema, isList: true };
  }
  const shapes = shapesOf(schema).flatMap((shape) => objectIn(shape) ?? []);
  const [largest, ...others] = shapes.toSorted((one, other) => parameterRows(other.schema).length - parameterRows(one.schema).length);
  if (largest === undefined) return undefined;
  const alike = others.filter(({ isList }) => isList === largest.isList).map((shape) => shape.schema);
  return { schema: alike.reduce(withOthers, largest.schema), isList: largest.isList };
}

function requiredOf({ required }: Schema): readonly unknown[] {
  return Array.isArray(required) ? required : [];
}

/** Where `withOthers` puts the names that only some shapes require. */
const SOMETIMES = 'x-sometimes-required';

function sometimesOf({ [SOMETIMES]: names }: Schema): readonly unknown[] {
  return Array.isArray(names) ? names : [];
}

/** A constant that tells shapes apart has the values of both. Only what both require is required. */
function withOthers(schema: Schema, other: Schema): Schema {
  const own = isObject(schema.properties) ? schema.properties : {};
  const all = Object.entries({ ...(isObject(other.properties) ? other.properties : {}), ...own });
  const constants = (name: string): unknown[] =>
    [own, other.properties].flatMap((from) => (isObject(from) && isFixed(from[name]) ? [from[name]] : []));
  const required = requiredOf(schema).filter((name) => requiredOf(other).includes(name));
  const properties = all.map(([name, value]) => [name, constants(name).length === 2 ? { anyOf: constants(name) } : value]);
  const sometimes = [schema, other].flatMap((shape) => [...requiredOf(shape), ...sometimesOf(shape)]);
  return { ...schema, required, [SOMETIMES]: sometimes, properties: Object.fromEntries(properties) };
}

function isFixed(value: unknown): boolean {
  if (isObject(value) && Array.isArray(value.anyOf)) return value.anyOf.every(isFixed);
  return isObject(value) && (Object.hasOwn(value, 'const') || (Array.isArray(value.enum) && value.description === undefined));
}

function shapesOf({ anyOf, oneOf }: Schema): Schema[] {
  return [anyOf, oneOf].flatMap((shapes) => (Array.isArray(shapes) ? shapes.filter(isObject) : []));
}

function typeOf(schema: Schema): string {
  if (Object.hasOwn(schema, 'const')) return `\`${JSON.stringify(schema.const)}\``;
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(', ');
  const shapes = shapesOf(schema);
  // What is read as text too is documented as what it is, unless any text will do.
  const takesAnyText = shapes.some(({ type, pattern, enum: values }) => type === 'string' && pattern === undefined && values === undefined);
  const plain = shapes.map(({ type }) => type).find((type) => type === 'boolean' || type === 'integer');
  if (typeof plain === 'string' && schema.type === undefined && !takesAnyText) return plain;
  if (shapes.length > 0 && schema.type === undefined)
    return [...new Set(shapes.map(typeOf))].filter((type) => type !== 'any').join(' or ') || 'any';
  if (schema.type === 'array') return isObject(schema.items) ? `list of ${typeOf(schema.items)}` : 'list';
  if (schema.format === 'date') return '`yyyy-MM-dd`';
  return typeof schema.type === 'string' ? schema.type : 'any';
}

function descriptionOf({ description, default: value }: Schema): string {
  const said = typeof description === 'string' ? description : '';
  return value === undefined ? said : `${said}${said === '' ? '' : ' '}Default: \`${JSON.stringify(value)}\`.`;
}
