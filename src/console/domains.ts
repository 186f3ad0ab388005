import { Router } from 'express';
import type { EmulatorCore } from '../emulator/emulator.js';
import { scimUrlOf } from '../emulator/fetch-door.js';
import { findCompany } from './find-company.js';
import { domainInput, readInput, signInInput } from './inputs.js';

/** Routes for the domains of a company, their SCIM tokens, and signing in as the apps do. */
export function createDomainRouter({ domains, directory, world }: EmulatorCore, endpoint: string): Router {
  const router = Router();
  router.get('/:id/domains', (request, response) => {
    const { id } = findCompany(world, request.params.id);
    response.json({ ...(endpoint !== '' && { url: scimUrlOf(endpoint) }), domains: domains.list(id) });
  });
  router.patch('/:id/domains/:domain', (request, response) => {
    const { id } = findCompany(world, request.params.id);
    response.json(domains.change(id, request.params.domain, readInput(domainInput, request.body)));
  });
  router.get('/:id/domains/:domain/token', (request, response) => {
    response.json({ token: domains.revealToken(request.params.id, request.params.domain) });
  });
  router.post('/:id/domains/:domain/token', (request, response) => {
    response.status(201).json({ token: domains.rotateToken(request.params.id, request.params.domain) });
  });
  router.post('/:id/sign-in', (request, response) => {
    const { id: company } = findCompany(world, request.params.id);
    const { email, device = 'web' } = readInput(signInInput, request.body);
    const { sessionID, created } = directory.signIn(email, { company, device });
    response.status(201).json({ sessionID, email, device, created });
  });
  return router;
}
