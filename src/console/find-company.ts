import type { Company } from '../emulator/world/company.js';
import type { World } from '../emulator/world/world.js';
import { NotFound } from './not-found.js';

/** Throws NotFound. */
export function findCompany({ companies }: World, id: string): Company {
  const company = companies.get(id);
  if (company === undefined) throw new NotFound(`There is no company ${id}; there are ${[...companies.keys()].join(', ')}.`);
  return company;
}
