import type { Company } from '../emulator/world/company.js';
import type { World } from '../emulator/world/world.js';
import { NotFound } from './not-found.js';

/** Throws NotFound that lists the companies. */
export function findCompany({ companies }: World, id: string): Company {
  const company = companies.get(id);
  if (company === undefined) throw new NotFound(`Company ${id} not found. The companies are: ${[...companies.keys()].join(', ')}.`);
  return company;
}
