import { toBase64 } from '../../runtime/bytes.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import type { AnyCollection, EmailOf, Key } from './collection.js';
import type { Account } from './entities/account.js';
import type { CompanyImage, TableImage } from './image.js';

/** Receives JSON text, part by part. */
export type Emit = (text: string) => void;

/** Writing a row as JSON takes a quarter of the time of parsing a record. It counts for twice that, because a state is written while others send requests. */
const STEPS_OF_A_STRIDE = STRIDE / 2;
/** An entry of a map takes much less time, except when the map grows. */
const STEPS_OF_A_LOOKUP_STRIDE = STRIDE / 8;
/** Bytes that are written at a time: a multiple of 3, so each part is Base64 without padding. */
const PART = 96 * 1024;
const STEPS_OF_A_PART = 50;

/**
 * The document of a company as JSON, with pauses between rows: the bytes that `JSON.stringify(saveCompany(company))` gives. It is
 * written from an image, so a company that is written in the pauses does not change it.
 */
export function* writeCompany({ id, name, quirks, tables }: CompanyImage, emit: Emit): Work<void> {
  const emailOf = yield* emailsOf(tables);
  emit(opened({ id, name, ...(Object.keys(quirks).length > 0 && { quirks }) }));
  let separator = '';
  for (const table of tables) {
    if (table.definition.within !== undefined) continue;
    emit(`${separator}${JSON.stringify(table.definition.name)}:[`);
    separator = ',';
    const children = yield* childrenOf(table, tables);
    yield* children.length === 0 ? writeRows(table, table.rows, emailOf, emit) : writeParents(table, children, emailOf, emit);
    emit(']');
  }
  emit('}');
}

/** Account numbers to addresses, as of the image. */
function* emailsOf(tables: readonly TableImage[]): Work<EmailOf> {
  const emails = new Map<unknown, string>();
  for (const row of tables.find(({ definition }) => definition.name === 'accounts')?.rows ?? []) {
    const { accountID, email }: Partial<Account> = row;
    if (accountID !== undefined && emails.set(accountID, email ?? '').size % STRIDE === 0) yield STEPS_OF_A_LOOKUP_STRIDE;
  }
  return (accountID) => emails.get(accountID) ?? '';
}

/** Rows that are nested in those of another table, by the key of the row that contains them. */
interface Children {
  readonly table: TableImage;
  readonly rows: ReadonlyMap<Key, readonly object[]>;
}

function* childrenOf({ definition }: TableImage, tables: readonly TableImage[]): Work<Children[]> {
  const all: Children[] = [];
  for (const table of tables) {
    const { within, indexes } = table.definition;
    if (within?.collection !== definition.name) continue;
    const [field = ''] = indexes[within.index]?.fields ?? [];
    const rows = new Map<Key, object[]>();
    let steps = 0;
    for (const row of table.rows) {
      if (++steps % STRIDE === 0) yield STEPS_OF_A_LOOKUP_STRIDE;
      const parent: Key = Reflect.get(row, field);
      const siblings = rows.get(parent);
      if (siblings === undefined) rows.set(parent, [row]);
      else siblings.push(row);
    }
    all.push({ table, rows });
  }
  return all;
}

function* writeParents({ definition, rows }: TableImage, children: readonly Children[], emailOf: EmailOf, emit: Emit): Work<void> {
  let separator = '';
  for (const row of rows) {
    yield 1;
    emit(`${separator}${opened(definition.document.write(row, emailOf))}`);
    separator = ',';
    for (const [index, child] of children.entries()) {
      emit(`${index === 0 ? '' : ','}${JSON.stringify(child.table.definition.name)}:[`);
      yield* writeRows(child.table, child.rows.get(definition.key(row)) ?? [], emailOf, emit);
      emit(']');
    }
    emit('}');
  }
}

function* writeRows({ definition }: TableImage, rows: readonly object[], emailOf: EmailOf, emit: Emit): Work<void> {
  if (definition.bytes !== undefined) {
    yield* writeFiles(definition, definition.bytes, rows, emailOf, emit);
    return;
  }
  for (let start = 0; start < rows.length; start += STRIDE) {
    const documents = rows.slice(start, start + STRIDE).map((row) => definition.document.write(row, emailOf));
    emit(`${start === 0 ? '' : ','}${JSON.stringify(documents).slice(1, -1)}`);
    yield STEPS_OF_A_STRIDE;
  }
}

/** Rows with bytes. These can be megabytes, so they are written part by part. */
function* writeFiles(
  definition: AnyCollection,
  fields: readonly string[],
  rows: readonly object[],
  emailOf: EmailOf,
  emit: Emit,
): Work<void> {
  const empty = Object.fromEntries(fields.map((field) => [field, new Uint8Array()]));
  let separator = '';
  for (const row of rows) {
    let rest = `${separator}${JSON.stringify(definition.document.write({ ...row, ...empty }, emailOf))}`;
    separator = ',';
    for (const field of fields) {
      // No text can contain this, because its quotes would be escaped.
      const mark = `${JSON.stringify(field)}:"`;
      const at = rest.indexOf(`${mark}"`) + mark.length;
      emit(rest.slice(0, at));
      rest = rest.slice(at);
      const bytes: Uint8Array<ArrayBuffer> = Reflect.get(row, field);
      for (let start = 0; start < bytes.length; start += PART) {
        emit(toBase64(bytes.subarray(start, start + PART)));
        yield STEPS_OF_A_PART;
      }
    }
    emit(rest);
    yield 1;
  }
}

/** The JSON of an object that has at least one key, up to where further keys can follow. */
function opened(document: unknown): string {
  return `${JSON.stringify(document).slice(0, -1)},`;
}
