import { Router } from 'express';
import type { EmulatorCore } from '../emulator/emulator.js';
import { setActive } from '../emulator/scim/set-active.js';
import { accountByLogin } from '../emulator/world/people.js';
import { findCompany } from './find-company.js';
import { activeInput, readInput } from './inputs.js';
import { NotFound } from './not-found.js';

/** Deactivates and reactivates an account by hand, as Okta does over SCIM. */
export function createAccountRouter({ world }: Pick<EmulatorCore, 'world'>): Router {
  const router = Router();
  router.put('/:id/accounts/:email/active', (request, response) => {
    const company = findCompany(world, request.params.id);
    const { active } = readInput(activeInput, request.body);
    const account = accountByLogin(company, request.params.email.toLowerCase());
    if (account === undefined) throw new NotFound(`${company.name} has no account ${request.params.email.slice(0, 80)}.`);
    const transaction = setActive(company, account, active);
    if (transaction !== undefined) world.commit(transaction);
    response.json({ email: account.email, active });
  });
  return router;
}
