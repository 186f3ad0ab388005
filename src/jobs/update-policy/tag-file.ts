import type { JobContext } from '../../emulator/implement.js';
import type { Tag, TagLevel, Tags } from '../../emulator/world/entities/policy-sections.js';
import { joinTagPath } from '../../emulator/world/tags.js';
import { jobError } from '../../protocol/define-job.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import { CsvProblem, type CsvRecord, csvRecords } from '../../util/csv-records.js';
import { updatePolicy } from './definition.js';
import { type FileConfig, MAX_ITEMS, MAX_LEVELS } from './sections.js';

/**
 * The tags of the form field `file`, in slices. Throws `missing-file`, `malformed-file` (an advisory says why) and
 * `malformed-tags` for a `setRequired` that does not fit the levels.
 */
export function* readTagFile(config: FileConfig, { fields, advise }: Pick<JobContext, 'fields' | 'advise'>): Work<Tags> {
  const text = fields.get('file') ?? '';
  if (text.trim() === '') throw jobError(updatePolicy, 'missing-file');
  try {
    const records = yield* csvRecords(text, config.fileType === 'tsv' ? '\t' : ',');
    const table = toTable(records, config);
    return config.dependency ? yield* dependentTags(table, config) : yield* independentLevels(table, config);
  } catch (error) {
    if (!(error instanceof CsvProblem)) throw error;
    advise('unreadable-csv', `file, ${error.message}`);
    throw jobError(updatePolicy, 'malformed-file');
  }
}

interface Table {
  /** The names of the levels. */
  readonly levels: readonly string[];
  readonly rows: readonly CsvRecord[];
  /** The column of a level; GL codes, if any, are in the next column. */
  columnOf(level: number): number;
}

function toTable(records: readonly CsvRecord[], { header, glCodes }: FileConfig): Table {
  const [first] = records;
  const rows = header ? records.slice(1) : records;
  if (first === undefined || rows.length === 0) throw new CsvProblem('line 1: the file has no tags.');
  if (rows.length > MAX_ITEMS) throw new CsvProblem(`line ${MAX_ITEMS}: the file has more than ${MAX_ITEMS} rows.`);
  const width = first.values.length;
  if (glCodes && width % 2 === 1) throw new CsvProblem(`line 1: each level needs a column of GL codes, but the file has ${width} columns.`);
  const count = glCodes ? width / 2 : width;
  if (count > MAX_LEVELS) throw new CsvProblem(`line 1: the file has more than ${MAX_LEVELS} levels.`);
  const columnOf = (level: number): number => (glCodes ? level * 2 : level);
  const levels = Array.from({ length: count }, (_, level) =>
    header ? (first.values[columnOf(level)] ?? '').trim() : defaultName(level, count),
  );
  if (levels.length > 1 && (new Set(levels).size < count || levels.includes(''))) {
    throw new CsvProblem('line 1: level names must be unique.');
  }
  const long = rows.find(({ values }) => values.length > width);
  if (long !== undefined) throw new CsvProblem(`line ${long.line}: the row has ${long.values.length} values, but line 1 has ${width}.`);
  return { levels, rows, columnOf };
}

/** A single level needs no name. */
function defaultName(level: number, count: number): string {
  return count === 1 ? '' : `Level ${level + 1}`;
}

function* independentLevels({ levels, rows, columnOf }: Table, { glCodes, setRequired }: FileConfig): Work<Tags> {
  if (Array.isArray(setRequired) && setRequired.length !== levels.length) throw jobError(updatePolicy, 'malformed-tags');
  const found: TagLevel[] = [];
  for (const [level, name] of levels.entries()) {
    const required = Array.isArray(setRequired) ? setRequired[level] : setRequired;
    const column = columnOf(level);
    const tags = new Map<string, Tag>();
    let steps = 0;
    for (const { values } of rows) {
      if (++steps % STRIDE === 0) yield STRIDE;
      const tag = (values[column] ?? '').trim();
      if (tag !== '') tags.set(tag, { name: tag, enabled: true, glCode: glCodes ? (values[column + 1] ?? '').trim() : '' });
    }
    found.push({ name, ...(required === true && { required }), tags: [...tags.values()] });
  }
  return found;
}

function* dependentTags({ levels, rows, columnOf }: Table, { glCodes, setRequired }: FileConfig): Work<Tags> {
  if (Array.isArray(setRequired)) throw jobError(updatePolicy, 'malformed-tags');
  const tags = new Map<string, Tag>();
  const parents = new Map<string, Tag>();
  let steps = 0;
  for (const { values, line } of rows) {
    if (++steps % STRIDE === 0) yield STRIDE * levels.length;
    const path = levels.map((_, level) => (values[columnOf(level)] ?? '').trim());
    const depth = path.findLastIndex((part) => part !== '') + 1;
    if (depth === 0) continue;
    if (path.slice(0, depth).includes('')) throw new CsvProblem(`line ${line}: the tag has no parent.`);
    let name = '';
    for (let end = 1; end <= depth; end++) {
      name += `${end === 1 ? '' : ':'}${joinTagPath(path.slice(end - 1, end))}`;
      const glCode = glCodes ? (values[columnOf(end - 1) + 1] ?? '').trim() : '';
      if (end === depth) tags.set(name, { name, enabled: true, glCode });
      // Only its GL code is needed. The tags contain the parent's name.
      else if (glCode !== '') parents.set(name, { name, enabled: true, glCode });
    }
    if (parents.size > MAX_ITEMS) throw new CsvProblem(`line ${line}: there are more than ${MAX_ITEMS} parent tags.`);
  }
  const others = [...parents.values()].filter(({ name }) => !tags.has(name));
  const required = setRequired && { required: true };
  return { levels: [...levels], ...required, tags: [...tags.values()], ...(others.length > 0 && { parents: others }) };
}
