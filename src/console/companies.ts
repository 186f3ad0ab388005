import { Router } from 'express';
import { z } from 'zod';
import type { EmulatorCore } from '../emulator/emulator.js';
import type { Company } from '../emulator/world/company.js';
import { editMember } from '../emulator/world/edit.js';
import { memberSeed } from '../emulator/world/entities/member.js';
import { saveCompany } from '../emulator/world/save.js';
import { companyInput } from './inputs.js';
import { NotFound } from './not-found.js';

const memberInput = z.strictObject({ policyID: z.string(), email: z.string().min(1), member: memberSeed.omit({ email: true }).nullable() });

/** Companies: a list, one whole, a new one, and a member changed by hand. */
export function createCompanyRouter({ directory, world }: EmulatorCore): Router {
  const find = (id: string): Company => {
    const company = world.companies.get(id);
    if (company === undefined) throw new NotFound(`There is no company ${id}; there are ${[...world.companies.keys()].join(', ')}.`);
    return company;
  };
  const router = Router();
  router.get('/', (_request, response) => {
    response.json({ companies: directory.companies() });
  });
  router.post('/', (request, response) => {
    response.status(201).json(directory.createCompany(companyInput.parse(request.body).name));
  });
  router.get('/:id', (request, response) => {
    const { credentials, ...company } = saveCompany(find(request.params.id));
    // Not even hashes leave, as nobody who looks needs them.
    response.json({ ...company, credentials: credentials.map(({ partnerUserID, actsAs }) => ({ partnerUserID, actsAs })) });
  });
  router.put('/:id/members', (request, response) => {
    const { policyID, email, member } = memberInput.parse(request.body);
    const document = member === null ? undefined : { role: 'user' as const, ...member, email };
    world.commit(editMember(find(request.params.id), policyID, email, document));
    response.status(204).end();
  });
  return router;
}
