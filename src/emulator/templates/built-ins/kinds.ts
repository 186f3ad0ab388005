import { Decimal } from '../values/decimal.js';
import { Callable, Definition, EMPTY, Hash, Sequence, TemplateDate, type Value } from '../values/value.js';
import { type BuiltIn, ofValue } from './define-built-in.js';

const is = (test: (value: Value) => boolean): BuiltIn => ofValue((value) => value === EMPTY || test(value));
const strictly = (test: (value: Value) => boolean): BuiltIn => ofValue(test);
const isMacro = (value: Value): boolean => value instanceof Definition;

/** `?is_…`. For a missing x, `x!` is a string, a list and a hash at the same time. */
export const KINDS: Readonly<Record<string, BuiltIn>> = {
  is_string: is((value) => typeof value === 'string' || (value instanceof Hash && value.text !== undefined)),
  is_number: strictly((value) => value instanceof Decimal),
  is_boolean: strictly((value) => typeof value === 'boolean'),
  is_date: strictly((value) => value instanceof TemplateDate),
  is_date_like: strictly((value) => value instanceof TemplateDate),
  is_date_only: strictly((value) => value instanceof TemplateDate && value.kind === 'date'),
  is_time: strictly((value) => value instanceof TemplateDate && value.kind === 'time'),
  is_datetime: strictly((value) => value instanceof TemplateDate && value.kind === 'datetime'),
  is_unknown_date_like: strictly(() => false),
  is_hash: is((value) => value instanceof Hash),
  is_hash_ex: is((value) => value instanceof Hash),
  is_sequence: is((value) => value instanceof Sequence),
  is_indexable: is((value) => value instanceof Sequence),
  is_enumerable: is((value) => value instanceof Sequence),
  is_collection: strictly(() => false),
  is_collection_ex: strictly(() => false),
  is_method: strictly((value) => value instanceof Callable),
  is_macro: strictly(isMacro),
  is_directive: strictly(isMacro),
  is_node: strictly(() => false),
  is_markup_output: strictly(() => false),
  is_transform: strictly(() => false),
};
