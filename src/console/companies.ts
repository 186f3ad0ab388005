import { Router } from 'express';
import { z } from 'zod';
import type { EmulatorCore } from '../emulator/emulator.js';
import { ROW_COLLECTIONS } from '../emulator/seeds/read-row.js';
import type { EmailOf } from '../emulator/world/collection.js';
import type { Company } from '../emulator/world/company.js';
import { editMember } from '../emulator/world/edit.js';
import { type Credential, credentials } from '../emulator/world/entities/credential.js';
import { type Domain, domains } from '../emulator/world/entities/domain.js';
import { memberSeed } from '../emulator/world/entities/member.js';
import type { CompanyImage, TableImage } from '../emulator/world/image.js';
import { writeCompany } from '../emulator/world/write-company.js';
import { createAccountRouter } from './accounts.js';
import { createDomainRouter } from './domains.js';
import { findCompany } from './find-company.js';
import { createHistoryRouter } from './history.js';
import { companyInput, readInput } from './inputs.js';
import { createRowRouter } from './rows.js';
import { sendText } from './send-text.js';

const memberInput = z.strictObject({
  policyID: z.string(),
  email: z.string().min(1),
  member: memberSeed().omit({ email: true }).nullable(),
});

/** Routes for companies: list them, read one, create one, and edit a member by hand. */
export function createCompanyRouter(core: EmulatorCore, endpoint: string): Router {
  const { directory, world } = core;
  const router = Router();
  router.get('/', (_request, response) => {
    response.json({ companies: directory.companies() });
  });
  router.post('/', (request, response) => {
    response.status(201).json(directory.createCompany(readInput(companyInput, request.body).name));
  });
  router.get('/:id', async (request, response) => {
    const company = findCompany(world, request.params.id);
    await sendText(response, (emit) => writeCompany(shownImage(company), emit));
  });
  router.put('/:id/members', (request, response) => {
    const { policyID, email, member } = readInput(memberInput, request.body);
    const document = member === null ? undefined : { role: 'user' as const, ...member, email };
    world.commit(editMember(findCompany(world, request.params.id), policyID, email, document));
    response.status(204).end();
  });
  router.use('/', createDomainRouter(core, endpoint));
  router.use('/', createAccountRouter(core));
  router.use('/', createHistoryRouter(core));
  router.use('/', createRowRouter(core));
  return router;
}

/** A company without the collections that may be long and have their own routes, and without the hashes of secrets. */
function shownImage(company: Company): CompanyImage {
  const image = company.image();
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
