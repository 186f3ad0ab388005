import { Router } from 'express';
import { z } from 'zod';
import type { EmulatorCore } from '../emulator/emulator.js';
import type { ListedPair } from '../emulator/listing.js';
import { removeRow } from '../emulator/world/edit-row.js';
import { credentials } from '../emulator/world/entities/credential.js';
import { memberOf } from '../emulator/world/people.js';
import type { World } from '../emulator/world/world.js';
import { credentialInput, readInput } from './inputs.js';
import { NotFound } from './not-found.js';

/** What credentials may do: whatever their account may do. */
export interface ShownCredentials extends ListedPair {
  readonly isDomainAdmin: boolean;
  readonly policies: readonly { readonly name: string; readonly role: string }[];
}

const listQuery = z.strictObject({ with: z.literal('powers', 'must be "powers" or left out').optional() });

/** Nobody reads more. */
const MAX_POLICIES = 20;

/** Routes that list, create and revoke credentials. */
export function createCredentialRouter({ directory, world }: EmulatorCore): Router {
  const router = Router();
  router.get('/', (request, response) => {
    const isMore = readInput(listQuery, request.query).with === 'powers';
    const pairs = directory.pairs();
    response.json({ credentials: isMore ? pairs.map((pair) => ({ ...pair, ...powersOf(world, pair) })) : pairs });
  });
  router.post('/', (request, response) => {
    const { actsAs, company } = readInput(credentialInput, request.body);
    response.status(201).json(directory.createCredential(actsAs, company));
  });
  router.delete('/:id', (request, response) => {
    const { id } = request.params;
    const company = world.companyOfPair(id);
    const row = company?.credentials.get(id);
    if (company === undefined || row === undefined) throw new NotFound(`There are no credentials ${id.slice(0, 80)}.`);
    world.commit(removeRow(company, credentials, row));
    response.status(204).end();
  });
  return router;
}

function powersOf({ companies }: World, { partnerUserID, company: id }: ListedPair): Omit<ShownCredentials, keyof ListedPair> {
  const company = companies.get(id);
  const accountID = company?.credentials.get(partnerUserID)?.accountID;
  if (company === undefined || accountID === undefined) return { isDomainAdmin: false, policies: [] };
  const policies: { name: string; role: string }[] = [];
  for (const policy of company.policies.values()) {
    const member = memberOf(company, policy.id, accountID);
    if (member !== undefined) policies.push({ name: policy.name, role: member.role });
    if (policies.length === MAX_POLICIES) break;
  }
  return { isDomainAdmin: company.domainAdmins.has(accountID), policies };
}
