import { SeedError } from './seeds/seed-error.js';
import type { Company } from './world/company.js';
import type { World } from './world/world.js';

/** The company with this id, or the first company without an id. Throws SeedError if it does not exist. */
export function companyOf({ companies }: World, companyID: string | undefined): Company {
  const company = companyID === undefined ? [...companies.values()][0] : companies.get(companyID);
  if (company === undefined) throw new SeedError(`Company '${companyID}' does not exist.`);
  return company;
}
