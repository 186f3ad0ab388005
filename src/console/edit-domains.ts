import { Router } from 'express';
import { z } from 'zod';
import type { EmulatorCore } from '../emulator/emulator.js';
import type { Company } from '../emulator/world/company.js';
import { deleteDomain, domainDeletion } from './delete-domain.js';
import { EditRefused } from './deletion.js';
import { findCompany } from './find-company.js';
import { readInput } from './inputs.js';
import { NotFound } from './not-found.js';

const newDomain = z.strictObject({
  domain: z
    .string()
    .max(253)
    .regex(/^[^\s@/]+$/, 'must be a domain such as acme.example')
    .transform((name) => name.toLowerCase()),
});

/** Adds and deletes domains by hand. */
export function createDomainEditor({ world }: Pick<EmulatorCore, 'world'>): Router {
  const router = Router();
  const find = (id: string, name: string): { readonly company: Company; readonly domain: string } => {
    const company = findCompany(world, id);
    const domain = name.toLowerCase();
    if (!company.domains.has(domain)) throw new NotFound(`${company.name} has no domain ${domain.slice(0, 80)}.`);
    return { company, domain };
  };
  router.post('/:id/domains', (request, response) => {
    const company = findCompany(world, request.params.id);
    const { domain } = readInput(newDomain, request.body);
    if (company.domains.has(domain)) throw new EditRefused(`${domain} is already a domain of ${company.name}.`);
    const transaction = company.begin();
    transaction.domains.put({ domain });
    world.commit(transaction);
    response.status(201).json({ domain });
  });
  router.get('/:id/domains/:domain/deletion', (request, response) => {
    const { company, domain } = find(request.params.id, request.params.domain);
    response.json(domainDeletion(company, domain));
  });
  router.delete('/:id/domains/:domain', (request, response) => {
    const { company, domain } = find(request.params.id, request.params.domain);
    world.commit(deleteDomain(company, domain));
    response.status(204).end();
  });
  return router;
}
