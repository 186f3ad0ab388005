import { type Response, Router } from 'express';
import { z } from 'zod';
import type { EmulatorCore } from '../emulator/emulator.js';
import { type AnyCollection, ConflictError } from '../emulator/world/collection.js';
import type { Company } from '../emulator/world/company.js';
import { putRow } from '../emulator/world/edit-row.js';
import { type Account, accountSeed, accounts } from '../emulator/world/entities/account.js';
import { domainGroups } from '../emulator/world/entities/domain-group.js';
import { accountByLogin, emailOf } from '../emulator/world/people.js';
import { countOf } from '../util/count-of.js';
import { accountDeletion, deleteAccount } from './delete-account.js';
import { EditRefused } from './deletion.js';
import { findAccount, findCompany } from './find-company.js';
import { readInput } from './inputs.js';
import { NotFound } from './not-found.js';

export const groupInput = z.strictObject({ id: z.string().min(1).max(80), name: z.string().min(1).max(200) });

/** Adds, changes and deletes accounts and domain groups by hand. */
export function createAccountEditor({ world }: Pick<EmulatorCore, 'world'>): Router {
  const router = Router();
  const put = (response: Response, company: Company, definition: AnyCollection, document: object): void => {
    const { transaction, row } = written(() => putRow(company, definition, document));
    const isNew = !company.rowsOf(definition).has(definition.key(row));
    world.commit(transaction);
    const naming = (accountID: number): string => emailOf(company, accountID);
    const key = definition.document.showKey?.(row, naming) ?? String(definition.key(row));
    response.status(isNew ? 201 : 200).json({ key, document: definition.document.write(row, naming) });
  };
  router.put('/:id/accounts', (request, response) => {
    const company = findCompany(world, request.params.id);
    const document = readInput(accountSeed(), request.body);
    const account = accountOf(company, document);
    assertPossible(company, document, account);
    put(response, company, accounts, { ...document, ...(account !== undefined && { accountID: account.accountID }) });
  });
  router.get('/:id/accounts/:email/deletion', (request, response) => {
    const { company, account } = findAccount(world, request.params);
    response.json(accountDeletion(company, account));
  });
  router.delete('/:id/accounts/:email', (request, response) => {
    const { company, account } = findAccount(world, request.params);
    world.commit(deleteAccount(company, account));
    response.status(204).end();
  });
  router.put('/:id/domainGroups', (request, response) => {
    put(response, findCompany(world, request.params.id), domainGroups, readInput(groupInput, request.body));
  });
  router.delete('/:id/domainGroups/:group', (request, response) => {
    const company = findCompany(world, request.params.id);
    const { group } = request.params;
    if (!company.domainGroups.has(group)) throw new NotFound(`${company.name} has no domain group ${group.slice(0, 80)}.`);
    const users = [...company.accounts.values()].filter(({ domainGroupID }) => domainGroupID === group).length;
    if (users > 0)
      throw new EditRefused(
        `${group} can't be deleted: ${countOf(users, 'account')} ${users === 1 ? 'is' : 'are'} in it. Change them first.`,
      );
    const transaction = company.begin();
    transaction.domainGroups.remove(group);
    world.commit(transaction);
    response.status(204).end();
  });
  return router;
}

/** Throws EditRefused if the row has a value that belongs to another row. */
function written<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw error instanceof ConflictError ? new EditRefused(`Refused, because ${error.message}.`) : error;
  }
}

type AccountInput = z.output<ReturnType<typeof accountSeed>>;

/** The number tells which account is meant if the address changes. */
function accountOf(company: Company, { accountID, email }: AccountInput): Account | undefined {
  return accountID === undefined ? accountByLogin(company, email.toLowerCase()) : company.accounts.get(accountID);
}

/** Throws EditRefused. */
function assertPossible(company: Company, { primaryPolicyID, isDeactivated = false }: AccountInput, account: Account | undefined): void {
  if (primaryPolicyID !== undefined && !company.policies.has(primaryPolicyID))
    throw new EditRefused(`${company.name} has no policy ${primaryPolicyID.slice(0, 80)}.`);
  if (isDeactivated !== (account?.isDeactivated ?? false))
    throw new EditRefused('An account is deactivated with PUT companies/ID/accounts/EMAIL/active, which ends its sessions too.');
}
