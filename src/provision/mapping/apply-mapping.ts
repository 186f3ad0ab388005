import type { Problem } from '../problem.js';
import type { Location, Row, Source, Value } from '../source/source.js';
import { LIST_FIELDS, MAPPED_FIELDS, type MappedField, type Mapping, type Rule } from './mapping.js';
import { findAttribute } from './read-mapping.js';

/** A row as an employee record, not yet checked. */
export interface MappedRow {
  readonly fields: Readonly<Partial<Record<MappedField, Value>>>;
  readonly at: Location;
  /** Where a field's value stands: the row, and in a CSV the column. */
  locate(field: string): Location;
}

/** Turns rows into records. What a lookup does not know is a problem, and the field is then left out. */
export function applyMapping(source: Source, mapping: Mapping): { readonly rows: MappedRow[]; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const emailOf = createPersonIndex(source, mapping);
  const rows = source.rows.map((row): MappedRow => {
    const fields: Partial<Record<MappedField, Value>> = {};
    const locate = (field: string): Location => locateField(source, mapping, row, field);
    for (const [field, rule] of rulesOf(mapping)) {
      const result = readField(source, row, field, rule, emailOf);
      if (isUnknown(result)) problems.push({ code: 'no-lookup', message: result.problem, at: locate(field) });
      else if (result !== undefined) fields[field] = result;
    }
    return { fields, at: row.at, locate };
  });
  return { rows, problems };
}

function rulesOf({ fields }: Mapping): [MappedField, Rule][] {
  return MAPPED_FIELDS.flatMap((field): [MappedField, Rule][] => {
    const rule = fields[field];
    return rule === undefined ? [] : [[field, rule]];
  });
}

function locateField({ attributes }: Source, mapping: Mapping, row: Row, field: string): Location {
  const rule = rulesOf(mapping).find(([name]) => name === field)?.[1];
  const attribute = rule === undefined || 'constant' in rule ? undefined : findAttribute({ attributes }, rule.from);
  const column = attribute === undefined ? undefined : row.columns?.get(attribute);
  return { ...row.at, column: column ?? row.at.column };
}

type EmailOf = (attribute: string, value: string) => string | undefined;

/** A field's value, nothing, or why there is none. */
function readField(source: Source, row: Row, field: MappedField, rule: Rule, emailOf: EmailOf): Value | Unknown | undefined {
  if ('constant' in rule) return rule.constant;
  const written = row.values.get(findAttribute(source, rule.from) ?? rule.from) ?? '';
  const value = LIST_FIELDS.has(field) && typeof written === 'string' ? split(written, rule.separator) : written;
  if (value.length === 0) return rule.default;
  if (rule.match !== undefined && typeof value === 'string') {
    return emailOf(rule.match, value) ?? rule.default ?? { problem: `${field}: nobody has the ${rule.match} '${value}'.` };
  }
  if (rule.lookup === undefined) return value;
  return (
    lookUp(rule.lookup, value, rule.separator) ?? rule.default ?? { problem: `${field}: the lookup table has no entry for '${value}'.` }
  );
}

interface Unknown {
  readonly problem: string;
}

function isUnknown(value: Value | Unknown | undefined): value is Unknown {
  return typeof value === 'object' && 'problem' in value;
}

function split(text: string, separator = ';'): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Of a list the first entry *of the table* that is in it decides, so a table is written by rank: admins before users. */
function lookUp(table: Readonly<Record<string, string>>, value: Value, separator: string | undefined): string | undefined {
  const values = new Set(typeof value === 'string' ? [value, ...split(value, separator)] : value);
  const key = Object.keys(table).find((candidate) => values.has(candidate));
  return table[key ?? '*'];
}

/** Finds people by an attribute, such as a manager by login or by id; an index for each attribute that is asked for. */
function createPersonIndex(source: Source, mapping: Mapping): EmailOf {
  const indexes = new Map<string, Map<string, string>>();
  const emailRule = mapping.fields.employeeEmail;
  const build = (attribute: string): Map<string, string> => {
    const name = findAttribute(source, attribute) ?? attribute;
    const entries = source.rows.flatMap((row): [string, string][] => {
      const email = emailRule === undefined ? undefined : readField(source, row, 'employeeEmail', emailRule, () => undefined);
      const key = row.values.get(name);
      return typeof key === 'string' && typeof email === 'string' ? [[key.normalize('NFC'), email]] : [];
    });
    return new Map(entries);
  };
  return (attribute, value) => {
    const index = indexes.get(attribute) ?? build(attribute);
    indexes.set(attribute, index);
    // A name is written in NFD by some systems and in NFC by others, and is the same name.
    return index.get(value.normalize('NFC'));
  };
}
