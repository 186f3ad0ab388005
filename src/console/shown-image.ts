import { ROW_COLLECTIONS } from '../emulator/seeds/read-row.js';
import type { EmailOf } from '../emulator/world/collection.js';
import { type Credential, credentials } from '../emulator/world/entities/credential.js';
import { type Domain, domains } from '../emulator/world/entities/domain.js';
import type { CompanyImage, TableImage } from '../emulator/world/image.js';

/** A company without the collections that may be long and have their own routes, and without the hashes of secrets. */
export function shownImage(image: CompanyImage): CompanyImage {
  const isLong = ({ definition }: TableImage): boolean => ROW_COLLECTIONS.some((name) => name === definition.name);
  return { ...image, tables: image.tables.filter((table) => !isLong(table)).map(withoutHashes) };
}

function withoutHashes(table: TableImage): TableImage {
  const { definition } = table;
  const write = definition.name === credentials.name ? writeCredential : definition.name === domains.name ? writeDomain : undefined;
  return write === undefined ? table : { ...table, definition: { ...definition, document: { ...definition.document, write } } };
}

function writeCredential(row: Partial<Credential>, emailOf: EmailOf): object {
  return { partnerUserID: row.partnerUserID, actsAs: emailOf(row.accountID ?? 0) };
}

function writeDomain(row: Partial<Domain>): string | undefined {
  return row.domain;
}
