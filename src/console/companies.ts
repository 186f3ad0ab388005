import { Router } from 'express';
import { z } from 'zod';
import type { EmulatorCore } from '../emulator/emulator.js';
import { editMember } from '../emulator/world/edit.js';
import { memberSeed } from '../emulator/world/entities/member.js';
import { writeCompany } from '../emulator/world/write-company.js';
import { createAccountRouter } from './accounts.js';
import { createDomainRouter } from './domains.js';
import { createAccountEditor } from './edit-accounts.js';
import { createDomainEditor } from './edit-domains.js';
import { findCompany } from './find-company.js';
import { createHistoryRouter } from './history.js';
import { companyInput, readInput } from './inputs.js';
import { createPastRouter } from './past.js';
import { createRowRouter } from './rows.js';
import { sendText } from './send-text.js';
import { shownImage } from './shown-image.js';

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
    await sendText(response, (emit) => writeCompany(shownImage(company.image()), emit));
  });
  router.put('/:id/members', (request, response) => {
    const { policyID, email, member } = readInput(memberInput, request.body);
    const document = member === null ? undefined : { role: 'user' as const, ...member, email };
    world.commit(editMember(findCompany(world, request.params.id), policyID, email, document));
    response.status(204).end();
  });
  router.use('/', createDomainRouter(core, endpoint));
  router.use('/', createDomainEditor(core));
  router.use('/', createAccountRouter(core));
  router.use('/', createAccountEditor(core));
  router.use('/', createHistoryRouter(core));
  router.use('/', createPastRouter(core));
  router.use('/', createRowRouter(core));
  return router;
}
