import type { Problem } from '../problem.js';
import type { Location, Row, Source, Value } from '../source/source.js';
import { LIST_FIELDS, MAPPED_FIELDS, type MappedField, type Mapping, type Rule } from './mapping.js';
import { findAttribute } from './read-mapping.js';

/** A row as an employee record that is not checked yet. */
export interface MappedRow {
  readonly fields: Readonly<Partial<Record<MappedField, Value>>>;
  readonly at: Location;
  /** The position of a field's value: the row, and in a CSV the column. */
  locate(field: string): Location;
}

/** Converts rows to records. A value missing from a lookup table is a problem, and its field is left out. */
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

/** A field's value, undefined, or a problem. */
function readField(source: Source, row: Row, field: MappedField, rule: Rule, emailOf: EmailOf): Value | Unknown | undefined {
  if ('constant' in rule) return rule.constant;
  const written = row.values.get(findAttribute(source, rule.from) ?? rule.from) ?? '';
  const value = LIST_FIELDS.has(field) && typeof written === 'string' ? split(written, rule.separator) : written;
  if (value.length === 0) return rule.default;
  if (rule.match !== undefined && typeof value === 'string') {
    return emailOf(rule.match, value) ?? rule.default ?? { problem: `${field}: no person has the ${rule.match} '${value}'.` };
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

/** For a list, the first entry *of the table* that is in the list decides, so tables should list admins before users. */
function lookUp(table: Readonly<Record<string, string>>, value: Value, separator: string | undefined): string | undefined {
  const values = new Set(typeof value === 'string' ? [value, ...split(value, separator)] : value);
  const key = Object.keys(table).find((candidate) => values.has(candidate));
  return table[key ?? '*'];
}

/** Finds people by an attribute, such as a manager by login or id. It keeps an index for each attribute that is used. */
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
    // Some systems write names in NFD and others in NFC, but the names are the same.
    return index.get(value.normalize('NFC'));
  };
}
