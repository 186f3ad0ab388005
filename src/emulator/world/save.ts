import type { AnyCollection, EmailOf } from './collection.js';
import type { Company } from './company.js';
import type { CompanyDocument } from './document.js';
import { emailOf } from './people.js';

/**
 * A company as its document. Loading it gives the same company again, and saving that gives the same bytes. It contains
 * only hashes, never secrets.
 */
export function saveCompany(company: Company): CompanyDocument;
/** The same, without the named collections. */
export function saveCompany<N extends string>(company: Company, without: readonly N[]): Omit<CompanyDocument, N>;
export function saveCompany(company: Company, without: readonly string[] = []): CompanyDocument {
  const { id, name, quirks, definitions } = company;
  const documents = definitions
    .filter((definition) => definition.within === undefined && !without.includes(definition.name))
    .map((definition) => [definition.name, saveAll(company, definition, company.rowsOf(definition).values())]);
  // Each collection's codec writes its own documents, which the compiler cannot match by name.
  return { id, name, ...(Object.keys(quirks).length > 0 && { quirks }), ...Object.fromEntries(documents) } as CompanyDocument;
}

function saveAll(company: Company, definition: AnyCollection, rows: Iterable<object>): unknown[] {
  const naming: EmailOf = (accountID) => emailOf(company, accountID);
  const within = company.definitions.filter(({ within: place }) => place?.collection === definition.name);
  return Array.from(rows, (row) => {
    const document = definition.document.write(row, naming);
    if (within.length === 0 || typeof document !== 'object') return document;
    const key = definition.key(row);
    const children = within.map((child) => [
      child.name,
      saveAll(company, child, company.rowsOf(child).list(child.within?.index ?? '', key)),
    ]);
    return { ...document, ...Object.fromEntries(children) };
  });
}
