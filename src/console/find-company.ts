import type { Company } from '../emulator/world/company.js';
import type { Account } from '../emulator/world/entities/account.js';
import { accountByLogin } from '../emulator/world/people.js';
import type { World } from '../emulator/world/world.js';
import { NotFound } from './not-found.js';

/** Throws NotFound that lists the companies. */
export function findCompany({ companies }: World, id: string): Company {
  const company = companies.get(id);
  if (company === undefined) throw new NotFound(`Company ${id} not found. The companies are: ${[...companies.keys()].join(', ')}.`);
  return company;
}

/** Throws NotFound. Primary and secondary logins both lead to the account. */
export function findAccount(
  world: World,
  { id, email }: { readonly id: string; readonly email: string },
): { readonly company: Company; readonly account: Account } {
  const company = findCompany(world, id);
  const account = accountByLogin(company, email.toLowerCase());
  if (account === undefined) throw new NotFound(`${company.name} has no account ${email.slice(0, 80)}.`);
  return { company, account };
}
