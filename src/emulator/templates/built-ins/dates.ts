import { EvaluationError } from '../errors.js';
import { parseDate } from '../formats/date-format.js';
import { toText } from '../values/coerce.js';
import { type DateKind, TemplateDate, type Value } from '../values/value.js';
import { type BuiltIn, ofValue } from './define-built-in.js';

/** `?date`, `?time` and `?datetime`: parses a text with its format, or takes a part of a date. */
export const DATES: Readonly<Record<string, BuiltIn>> = {
  date: ofValue((value, [format]) => toDate(value, format, 'date'), 0, 1),
  time: ofValue((value, [format]) => toDate(value, format, 'time'), 0, 1),
  datetime: ofValue((value, [format]) => toDate(value, format, 'datetime'), 0, 1),
};

function toDate(value: Value, format: Value, kind: DateKind): TemplateDate {
  if (!(value instanceof TemplateDate)) return parseDate(toText(value), format === undefined ? '' : toText(format), kind);
  if (value.kind === kind || value.kind === 'datetime') return new TemplateDate(value.ms, kind);
  throw new EvaluationError(`A ${value.kind} is not a ${kind}.`);
}
