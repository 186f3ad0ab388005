import { Router } from 'express';
import type { EmulatorCore } from '../emulator/emulator.js';
import { setActive } from '../emulator/scim/set-active.js';
import { findAccount } from './find-company.js';
import { activeInput, readInput } from './inputs.js';

/** Deactivates and reactivates an account by hand, as Okta does over SCIM. */
export function createAccountRouter({ world }: Pick<EmulatorCore, 'world'>): Router {
  const router = Router();
  router.put('/:id/accounts/:email/active', (request, response) => {
    const { company, account } = findAccount(world, request.params);
    const { active } = readInput(activeInput, request.body);
    const transaction = setActive(company, account, active);
    if (transaction !== undefined) world.commit(transaction);
    response.json({ email: account.email, active });
  });
  return router;
}
